import { Window } from 'happy-dom';

// A page around Node's own fetch, URL and files, which the mock server in this process needs as they are.
const own = [
  'document',
  'navigator',
  'sessionStorage',
  'Node',
  'Element',
  'HTMLElement',
  'HTMLIFrameElement',
  'DocumentFragment',
  'MutationObserver',
] as const;
// The files of one worker share their page, because they share React, which keeps the page that it was loaded in.
if (!('window' in globalThis)) {
  const window = new Window({ url: 'https://page.test/' });
  Object.defineProperty(globalThis, 'window', { value: window });
  for (const name of own) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
}
