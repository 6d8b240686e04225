import type { CompletedVideoTranslateRequest, VideoTranslateOutput } from '@chamelaion/client';
import { useEffect, useId, useState } from 'react';
import { Player } from '../job/player.tsx';
import { languageName } from './language-name.ts';
import { toWebVTT } from './to-web-vtt.ts';

interface LanguageFiguresProps {
  job: CompletedVideoTranslateRequest;
  /** Asks for new links. */
  renew: () => void;
}

/** What a completed translation made, a language beside the other. */
export function LanguageFigures({ job, renew }: LanguageFiguresProps) {
  return Object.entries(job.outputs).map(([language, output]) => (
    <LanguageFigure key={language} jobId={job.id} language={language} output={output} renew={renew} />
  ));
}

interface LanguageFigureProps {
  jobId: string;
  language: string;
  output: VideoTranslateOutput;
  renew: () => void;
}

const downloads = { video: 'Video', audio: 'Audio', srt: 'Subtitles' };

/** The video in one language with its subtitles, and links to all that was made. */
function LanguageFigure({ jobId, language, output, renew }: LanguageFigureProps) {
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
        renew={renew}
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

/** Loads subtitles in SubRip's format: what a player can show, once it is there, or whether they cannot be had. */
function useSubtitles(url: string): { src?: string; missing?: boolean } {
  const [loaded, setLoaded] = useState<{ src?: string; missing?: boolean }>({});
  useEffect(() => {
    const stop = new AbortController();
    let src: string | undefined;
    const load = async () => {
      const response = await fetch(url, { signal: stop.signal });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      src = URL.createObjectURL(new Blob([toWebVTT(await response.text())], { type: 'text/vtt' }));
      setLoaded({ src });
    };
    load().catch(() => {
      if (!stop.signal.aborted) setLoaded({ missing: true });
    });
    return () => {
      // A body that is half read rejects, so nothing is made after this.
      stop.abort();
      if (src) URL.revokeObjectURL(src);
    };
  }, [url]);
  return loaded;
}
