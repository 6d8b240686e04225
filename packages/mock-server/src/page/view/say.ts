import { find, setText } from './dom.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells for some seconds what was done. */
export function say(text: string): void {
  clearTimeout(timer);
  setText(find('said'), text);
  timer = setTimeout(() => setText(find('said'), ''), 5_000);
}
