import { useEffect, useEffectEvent, useState } from 'react';
import type { Part } from './draft.ts';

/** Takes files that are dropped anywhere on the page; true while some are held over it. */
export function useFileDrop(take: (files: Iterable<File>, target: Part) => void): boolean {
  const [over, setOver] = useState(false);
  const drop = useEffectEvent((files: Iterable<File>, target: EventTarget | null) => {
    const place = target instanceof Element ? target.closest<HTMLElement>('[data-part]') : null;
    take(files, place?.dataset['part'] === 'audio' ? 'audio' : 'video');
  });
  useEffect(() => {
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
    window.addEventListener('dragover', hold);
    window.addEventListener('drop', hold);
    window.addEventListener('dragleave', leave);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('drop', hold);
      window.removeEventListener('dragleave', leave);
    };
  }, []);
  return over;
}
