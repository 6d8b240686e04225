import { useState } from 'react';

/** A video, and what to say where it does not play. */
export interface PlayerProps {
  src: string;
  label: string;
  excuse: string;
  mend?: { readonly label: string; readonly act: () => void };
}

/** Plays a video. */
export function Player({ src, label, excuse, mend }: PlayerProps) {
  const [broken, setBroken] = useState<string>();
  if (broken !== src) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: there are no captions for it
      <video src={src} aria-label={label} controls playsInline preload="auto" onError={() => setBroken(src)} />
    );
  }
  return (
    <div className="absent">
      <p>{excuse}</p>
      {mend && (
        <button
          type="button"
          onClick={() => {
            setBroken(undefined);
            mend.act();
          }}
        >
          {mend.label}
        </button>
      )}
    </div>
  );
}
