import { useState } from 'react';

interface PlayerProps {
  src: string;
  label: string;
  /** What to say if it does not play. */
  excuse?: string;
  /** Asks for a new link. */
  renew?: () => void;
  /** Subtitles in WebVTT, which are shown from the start. */
  subtitles?: { readonly src: string; readonly language: string; readonly label: string } | undefined;
}

/** Plays a video. */
export function Player({ src, label, excuse, renew, subtitles }: PlayerProps) {
  const [broken, setBroken] = useState<string>();
  if (broken !== src) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: the original has none, and the others come later
      <video src={src} aria-label={label} controls playsInline preload="auto" onError={() => setBroken(src)}>
        {subtitles && (
          <track
            key={subtitles.src}
            kind="subtitles"
            src={subtitles.src}
            srcLang={subtitles.language}
            label={subtitles.label}
            default
            ref={showTrack}
          />
        )}
      </video>
    );
  }
  return (
    <div className="absent">
      <p>{excuse ?? 'The link to this video may have run out.'}</p>
      {renew && (
        <button
          type="button"
          onClick={() => {
            setBroken(undefined);
            renew();
          }}
        >
          Get a new link
        </button>
      )}
    </div>
  );
}

/** Switches subtitles on: `default` alone has no effect on a video that was there before them. */
function showTrack(element: HTMLTrackElement | null): void {
  if (element) element.track.mode = 'showing';
}
