import type { Scenario } from './scenario.ts';
import { minute } from './scenario.ts';

export type Answer = 'made' | 'refused';

/** How the API takes submissions: 60 a minute, and as many jobs at once as the plan allows, which it tells nobody. */
export class SimulatedAPI {
  readonly #scenario: Scenario;
  readonly #random: () => number;
  #window = -1;
  #inWindow = 0;
  /** When the last submissions came, as many as a minute takes: a ring. */
  readonly #taken: Float64Array;
  #next = 0;
  running = 0;

  constructor(scenario: Scenario, random: () => number) {
    this.#scenario = scenario;
    this.#random = random;
    this.#taken = new Float64Array(scenario.limit).fill(Number.NEGATIVE_INFINITY);
  }

  submit(now: number): Answer {
    const { limit, windows, cap, refusedAtRandom } = this.#scenario;
    if (this.#random() < refusedAtRandom) return 'refused';
    if (cap !== undefined && this.running >= cap) return 'refused';
    if (windows === 'fixed') {
      const window = Math.floor(now / minute);
      if (window !== this.#window) this.#inWindow = 0;
      this.#window = window;
      if (this.#inWindow >= limit) return 'refused';
      this.#inWindow++;
    } else {
      if (now - (this.#taken[this.#next] as number) < minute) return 'refused';
      this.#taken[this.#next] = now;
      this.#next = (this.#next + 1) % limit;
    }
    this.running++;
    return 'made';
  }
}
