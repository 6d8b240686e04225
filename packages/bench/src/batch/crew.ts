import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerProcess } from '../../../batch/test/crash/worker-process.ts';

/** How a place of the crew is filled. */
interface Staff {
  /** Starts a worker; `failure` is what ended the one before it, if that was not us. */
  start(place: number, failure: string | undefined): WorkerProcess;
  /** What happens between the death of a worker and the start of the next one. */
  beforeRestart(): Promise<void>;
}

// So many workers that end with an error are more than bad luck.
const mostFailures = 30;

/** Workers that are killed, and started again until they end by themselves. */
export class Crew {
  /** Settles when every worker has ended by itself, or for good. */
  readonly done: Promise<unknown>;
  /** What ended workers that nobody killed. */
  readonly failures: string[] = [];
  kills = 0;
  isDone = false;
  /** Items that a person let be sent again. */
  retries = 0;
  /** The last lines of those that ended well. */
  readonly ended: WorkerProcess[] = [];
  readonly #live = new Map<number, WorkerProcess>();
  readonly #gone = new Set<number>();
  readonly #random: () => number;

  constructor(count: number, random: () => number, staff: Staff) {
    this.#random = random;
    const places = Array.from({ length: count }, (_, place) => this.#keep(place, staff));
    this.done = Promise.all(places).finally(() => {
      this.isDone = true;
    });
    this.done.catch(() => {});
  }

  async #keep(place: number, staff: Staff): Promise<void> {
    for (let failure: string | undefined; ; ) {
      const worker = staff.start(place, failure);
      this.#live.set(place, worker);
      failure = await worker.ended;
      this.#live.delete(place);
      for (const { keys } of worker.lines.filter(({ type }) => type === 'retried')) {
        this.retries += (keys as string[]).length;
      }
      if (failure === '') this.ended.push(worker);
      if (failure === '' || this.#gone.has(place)) return;
      if (failure !== undefined) this.failures.push(failure);
      if (this.failures.length > mostFailures) throw new Error(`Workers end again and again: ${failure}`);
      await staff.beforeRestart();
      await sleep(this.#random() * 1_000);
    }
  }

  /** Kills one worker, any of them; `forGood`: nobody takes its place. */
  kill(forGood = false): void {
    const places = [...this.#live.keys()];
    const place = places[Math.floor(this.#random() * places.length)];
    if (place === undefined) return;
    if (forGood) this.#gone.add(place);
    this.kills++;
    this.#live.get(place)?.kill();
  }

  /** Ends what is left, so that nothing goes on after the campaign. */
  async dismiss(): Promise<void> {
    for (const [place, worker] of this.#live) {
      this.#gone.add(place);
      worker.kill();
    }
    await this.done.catch(() => {});
  }
}
