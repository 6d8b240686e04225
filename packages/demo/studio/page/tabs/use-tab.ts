import { useSyncExternalStore } from 'react';

/** The tabs, by what stands in the address. */
export type Tab = 'lip-sync' | 'translate';

/** The chosen tab, and what chooses another. It stands in the address, so that a reload and the back button find it. */
export function useTab(): [Tab, (tab: Tab) => void] {
  return [useSyncExternalStore(subscribe, read), choose];
}

function read(): Tab {
  return location.hash === '#translate' ? 'translate' : 'lip-sync';
}

function choose(tab: Tab): void {
  location.hash = tab;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
