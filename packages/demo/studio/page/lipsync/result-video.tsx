import { Player } from '../job/player.tsx';

/** Where a result is, and what asks for a new link to it. */
export interface ResultVideoProps {
  src: string;
  label: string;
  renew: () => void;
}

/** The video that a lip-sync job made, and a link to it. */
export function ResultVideo({ src, label, renew }: ResultVideoProps) {
  return (
    <>
      <Player
        src={src}
        label={label}
        excuse="The link to this video may have run out."
        mend={{ label: 'Get a new link', act: renew }}
      />
      <a href={src} target="_blank" rel="noreferrer">
        Open the result in a separate tab
      </a>
    </>
  );
}
