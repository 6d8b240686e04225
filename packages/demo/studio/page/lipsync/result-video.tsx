import { Player } from '../job/player.tsx';

/** The video that a lip-sync job made, and a link to it; `renew` asks for a new link. */
export function ResultVideo(props: { src: string; label: string; renew: () => void }) {
  return (
    <>
      <Player {...props} />
      <a href={props.src} target="_blank" rel="noreferrer">
        Open the result in a separate tab
      </a>
    </>
  );
}
