import { setTimeout as sleep } from 'node:timers/promises';
import type { MockServer } from '@chamelaion/mock-server';
import type { Locator, Page } from 'playwright-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test as vitest } from 'vitest';
import { recordTraffic, type Traffic } from './traffic.ts';

const endpoint = inject('browser');

/** A test that needs a browser. */
export const test = vitest.skipIf(endpoint === undefined);

// More than any wait of the page takes, even on a slow machine.
const steps = 500;

/** Somebody with the page open. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** All that went over the wire so far; undefined for a visit that is not recorded. */
  readonly traffic: Traffic | undefined;
  /** Lets time pass, for the server and for the page, step by step, until something shows. */
  until(sight: Locator): Promise<void>;
  /** A heading of these words. */
  heading(words: string | RegExp): Locator;
}

/** How somebody visits the page. */
export type VisitOptions = BrowserContextOptions & {
  /** Keeps all that goes over the wire, which takes its time. */
  record?: boolean;
};

/** Opens a page in a separate profile, by the clock of its server. */
export type OpenVisit = (url: string, clock: MockServer['clock'], options?: VisitOptions) => Promise<Visit>;

/** Connects a test file to the browser; after each test its profiles are closed, and no page may have thrown. */
export function useBrowser(): OpenVisit {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    if (endpoint !== undefined) browser = await chromium.connect(endpoint);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());

  return async (url, clock, { record = false, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, locale: 'en-GB', ...options });
    contexts.push(context);
    context.setDefaultTimeout(20_000);
    const traffic = record ? await recordTraffic(context) : undefined;
    context.on('weberror', (error) => faults.push(String(error.error().stack)));
    await context.clock.install();
    const page = await context.newPage();
    await page.goto(url);
    return {
      page,
      context,
      traffic,
      async until(sight) {
        for (let step = 0; step < steps; step++) {
          if (await sight.isVisible()) return;
          clock.advance(2_000);
          await page.clock.fastForward(2_000);
          // What the page asked for in that time is on a real wire.
          await sleep(20);
        }
        throw new Error(`${sight} never showed:\n${await page.locator('body').ariaSnapshot()}`);
      },
      heading: (words) => page.getByRole('heading', { name: words }),
    };
  };
}
