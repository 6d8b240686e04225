import type { Original } from './original.ts';
import { Player } from './player.tsx';

/** The video that a job was made from. */
export function OriginalFigure({ original }: { original: Original | undefined }) {
  return (
    <figure>
      <figcaption>Original</figcaption>
      {original?.src ? (
        <Player
          src={original.src}
          label="Original video"
          excuse="The browser cannot play this address. The job may work all the same."
        />
      ) : (
        <p className="absent">The original was a file on your computer. A reload of the page forgets it.</p>
      )}
    </figure>
  );
}
