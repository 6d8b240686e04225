import { Window } from 'happy-dom';

// A page around Node's own fetch, URL and files, which the mock server in this process needs as they are.
const window = new Window({ url: 'https://page.test/' });
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
Object.defineProperty(globalThis, 'window', { value: window });
for (const name of own) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
