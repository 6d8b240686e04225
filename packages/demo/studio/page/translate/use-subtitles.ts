import { useEffect, useState } from 'react';
import { toWebVTT } from './to-web-vtt.ts';

/** Subtitles that a player can show, once they are there, or whether they cannot be had. */
export interface LoadedSubtitles {
  readonly src?: string;
  readonly missing?: boolean;
}

/** Loads subtitles in SubRip's format. */
export function useSubtitles(url: string): LoadedSubtitles {
  const [loaded, setLoaded] = useState<LoadedSubtitles>({});
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
