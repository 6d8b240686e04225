import { type RefObject, useEffect, useRef } from 'react';

/**
 * Moves the focus to the heading when the view changes and what had the focus went with it. A person who is elsewhere on
 * the page stays there.
 */
export function useHeadingFocus(view: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(view);
  useEffect(() => {
    if (seen.current === view) return;
    seen.current = view;
    if (document.activeElement === document.body) heading.current?.focus();
  }, [view]);
  return heading;
}
