import type { Chamelaion } from '@chamelaion/client';
import { ChamelaionProvider, type JobStorage, type LipsyncJob, useLipsyncJob } from '@chamelaion/react';
import { focusManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { create } from 'react-test-renderer';
import type { Hooks } from '../cases/case.ts';

/** The hooks, rendered without a page. */
export const hooks: Hooks = {
  // As an application tells by React Native's AppState.
  setFocused: (isFocused) => focusManager.setFocused(isFocused),
  renderJob(client: Chamelaion, storage: JobStorage) {
    let current: LipsyncJob | undefined;
    function Show() {
      current = useLipsyncJob({ storage });
      return null;
    }
    const queryClient = new QueryClient();
    const inner = createElement(ChamelaionProvider, { client }, createElement(Show));
    const renderer = create(createElement(QueryClientProvider, { client: queryClient }, inner));
    return {
      job: () => current,
      async unmount() {
        renderer.unmount();
        // Effects end a moment later, and with them the timers.
        await new Promise((resolve) => setTimeout(resolve, 50));
        queryClient.clear();
      },
    };
  },
};
