// Types are checked without this folder's own install.
declare module 'whatwg-fetch';
declare module 'abort-controller/dist/abort-controller' {
  const AbortController: typeof globalThis.AbortController;
  const AbortSignal: typeof globalThis.AbortSignal;

  export { AbortController, AbortSignal };
}
declare module 'react-test-renderer' {
  export function create(element: import('react').ReactElement): { unmount(): void };
}
