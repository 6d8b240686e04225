import type { VideoTranslateOutput } from '@chamelaion/client';
import { useId } from 'react';
import { Player } from '../job/player.tsx';
import { languageName } from './language-name.ts';
import { useSubtitles } from './use-subtitles.ts';

/** What a translation made in one language, and what asks for new links to it. */
export interface LanguageFigureProps {
  jobId: string;
  language: string;
  output: VideoTranslateOutput;
  renew: () => void;
}

const downloads = { video: 'Video', audio: 'Audio', srt: 'Subtitles' };

/** The video in one language with its subtitles, and links to all that was made. */
export function LanguageFigure({ jobId, language, output, renew }: LanguageFigureProps) {
  const title = useId();
  const name = languageName(language);
  // By the studio's server: a page may neither read nor download what stands on another one.
  const fileURL = (part: string) => `/files/${[jobId, language, part].map(encodeURIComponent).join('/')}`;
  const { src, missing } = useSubtitles(fileURL('srt'));
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <Player
        src={output.video}
        label={`Video in ${name}`}
        excuse="The link to this video may have run out."
        mend={{ label: 'Get a new link', act: renew }}
        subtitles={src ? { src, language, label: name } : undefined}
      />
      {missing && <p className="hint">The subtitles could not be loaded.</p>}
      <div className="downloads">
        <span id={title}>Download</span>
        <ul aria-labelledby={title}>
          {Object.entries(downloads).map(([part, label]) => (
            <li key={part}>
              <a href={fileURL(part)} download>
                {label}
                <span className="visually-hidden"> in {name}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </figure>
  );
}
