import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { type Studio, startStudio } from '../studio/start-studio.ts';
import { type State, states } from './states.ts';
import { useBrowser, type Visit, type VisitOptions } from './visit.ts';

/** Known to the studio's server and to the mock alone. */
export const key = 'SECRET-key-of-the-studio';

/** The studio of one test file, on a mock whose jobs end when they are told to. */
export interface Stage {
  readonly mock: MockServer;
  /** Opens the page as somebody who was never there, and leads it to a state. */
  visit(state?: State | VisitOptions, options?: VisitOptions): Promise<Visit>;
  /** How many jobs were asked for. */
  submissions(): number;
}

/** Sets the stage for the tests of a file. */
export function useStage(): Stage {
  const open = useBrowser();
  let mock: MockServer;
  let studio: Studio;

  beforeAll(async () => {
    if (inject('browser') === undefined) return;
    mock = await startMockServer({ apiKeys: [key], queuedMs: 5_000, processingMs: 20_000, rateLimit: 0 });
    studio = await startStudio({ apiKey: key, baseURL: mock.url, spendsCredits: false, port: 0 });
  });
  afterEach(() => mock?.reset());
  afterAll(async () => {
    await studio?.close();
    await mock?.close();
  });

  return {
    get mock() {
      return mock;
    },
    async visit(state, options) {
      const visit = await open(studio.url, mock.clock, typeof state === 'string' ? options : state);
      if (typeof state === 'string') await states[state](visit, mock);
      return visit;
    },
    submissions: () => mock.requests.filter(({ operation }) => operation?.includes('.generate')).length,
  };
}
