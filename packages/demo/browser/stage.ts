import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject, test as vitest } from 'vitest';
import { type Studio, startStudio } from '../studio/start-studio.ts';
import { openVisit, type Visit, type VisitOptions } from './visit.ts';

/** Known to the studio's server and to the mock alone. */
export const key = 'SECRET-key-of-the-studio';

const endpoint = inject('browser');

/** A test that needs a browser. */
export const test = vitest.skipIf(endpoint === undefined);

/** The studio of one test file, on a mock whose jobs end when they are told to. */
export interface Stage {
  readonly mock: MockServer;
  /** Opens the page as somebody who was never there. */
  visit(options?: VisitOptions): Promise<Visit>;
  /** How many jobs were asked for. */
  submissions(): number;
}

/** Sets the stage for the tests of a file. */
export function useStage(): Stage {
  let mock: MockServer;
  let studio: Studio;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    if (endpoint === undefined) return;
    mock = await startMockServer({ apiKeys: [key], queuedMs: 5_000, processingMs: 20_000, rateLimit: 0 });
    studio = await startStudio({ apiKey: key, baseURL: mock.url, spendsCredits: false, port: 0 });
    browser = await chromium.connect(endpoint);
  });
  afterEach(async () => {
    for (const visit of visits.splice(0)) await visit.close();
    mock?.reset();
  });
  afterAll(async () => {
    await browser?.close();
    await studio?.close();
    await mock?.close();
  });

  return {
    get mock() {
      return mock;
    },
    async visit(options) {
      const visit = await openVisit({ browser, url: studio.url, clock: mock.clock, options });
      visits.push(visit);
      return visit;
    },
    submissions: () => mock.requests.filter(({ operation }) => operation?.includes('.generate')).length,
  };
}
