import { setTimeout as sleep } from 'node:timers/promises';
import type { MockServer } from '@chamelaion/mock-server';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { recordTraffic, type Traffic } from './traffic.ts';

// More than any wait of the page takes, even on a slow machine.
const steps = 500;

/** Somebody with the page open. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** All that went over the wire so far; undefined for a visit that is not recorded. */
  readonly traffic: Traffic | undefined;
  /** Lets time pass, for the server and for the page. */
  pass(ms: number): Promise<void>;
  /** Lets time pass, step by step, until something shows. */
  until(sight: Locator): Promise<void>;
  /** A heading of these words. */
  heading(words: string | RegExp): Locator;
  close(): Promise<void>;
}

/** How somebody visits the page. */
export type VisitOptions = BrowserContextOptions & {
  /** Keeps all that goes over the wire, which takes its time. */
  record?: boolean;
};

/** Where to go, and by which time. */
export interface VisitParts {
  readonly browser: Browser;
  readonly url: string;
  readonly clock: MockServer['clock'];
  readonly options: VisitOptions | undefined;
}

/** Opens the page in a separate profile. */
export async function openVisit({ browser, url, clock, options = {} }: VisitParts): Promise<Visit> {
  const { record = false, ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 900 },
    locale: 'en-GB',
    ...contextOptions,
  });
  context.setDefaultTimeout(20_000);
  const faults: string[] = [];
  const traffic = record ? await recordTraffic(context) : undefined;
  context.on('weberror', (error) => faults.push(String(error.error().stack)));
  await context.clock.install();
  const page = await context.newPage();
  await page.goto(url);

  const pass = async (ms: number) => {
    clock.advance(ms);
    await page.clock.fastForward(ms);
  };
  return {
    page,
    context,
    traffic,
    pass,
    async until(sight) {
      for (let step = 0; step < steps; step++) {
        if (await sight.isVisible()) return;
        await pass(2_000);
        // What the page asked for in that time is on a real wire.
        await sleep(20);
      }
      throw new Error(`${sight} never showed:\n${await page.locator('body').ariaSnapshot()}`);
    },
    heading: (words) => page.getByRole('heading', { name: words }),
    async close() {
      await context.close();
      expect(faults).toEqual([]);
    },
  };
}
