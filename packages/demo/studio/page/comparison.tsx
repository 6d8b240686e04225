import type { Original } from './original.ts';
import { Player } from './player.tsx';

/** What was, and what became of it. */
export interface ComparisonProps {
  original: Original | undefined;
  result: string;
  /** Asks for a new link to the result. */
  renew: () => void;
}

/** Original and result, side by side where there is room. */
export function Comparison({ original, result, renew }: ComparisonProps) {
  return (
    <div className="comparison">
      <figure>
        <figcaption>Original</figcaption>
        {original?.src ? (
          <Player
            src={original.src}
            label="Original video"
            excuse="The browser cannot play this address. The job could all the same."
          />
        ) : (
          <p className="absent">The original was a file on your computer. A reload lets go of it.</p>
        )}
      </figure>
      <figure>
        <figcaption>Result</figcaption>
        <Player
          src={result}
          label="Result video"
          excuse="The link to this video may have run out."
          mend={{ label: 'Get a new link', act: renew }}
        />
        <a href={result} target="_blank" rel="noreferrer">
          Open the result in a separate tab
        </a>
      </figure>
    </div>
  );
}
