import { act } from '@testing-library/react';
import { onTestFinished } from 'vitest';

/** Hides the tab, or shows it again. */
export async function showTab(visible: boolean): Promise<void> {
  onTestFinished(() => setVisibility('visible'));
  await act(async () => setVisibility(visible ? 'visible' : 'hidden'));
}

function setVisibility(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  window.dispatchEvent(new window.Event('visibilitychange'));
}
