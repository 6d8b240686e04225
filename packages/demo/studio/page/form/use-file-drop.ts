import { useEffect, useEffectEvent, useState } from 'react';
import type { Part } from './media-draft.ts';

/** Takes files that are dropped anywhere on the page while `active`; true while some are held over it. */
export function useFileDrop(active: boolean, take: (files: Iterable<File>, target: Part) => void): boolean {
  const [over, setOver] = useState(false);
  const drop = useEffectEvent((files: Iterable<File>, target: EventTarget | null) => {
    const place = target instanceof Element ? target.closest<HTMLElement>('[data-part]') : null;
    take(files, (place?.dataset['part'] as Part | undefined) ?? 'video');
  });
  useEffect(() => {
    if (!active) return;
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // A file that is dropped on a page opens in its place, and what was typed is lost.
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') drop([...event.dataTransfer.files], event.target);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const stop = new AbortController();
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, hold, stop);
    window.addEventListener('dragleave', leave, stop);
    return () => stop.abort();
  }, [active]);
  return over;
}
