import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Field, type Subject, stateFile } from './campaign.ts';

/** What a power cut leaves of what was not brought to the disk. */
type Kind = 'torn' | 'old' | 'none';

const order: readonly Kind[] = ['torn', 'old', 'none', 'old', 'torn'];
// The time that is lost at least.
const age = 30_000;

/** Puts the state of a worker back as power cuts may leave it. */
export class Cuts {
  readonly #subject: Subject;
  #next: Kind | undefined;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  /** What is lost: a database, or a state file. */
  path(folder: string): string {
    return this.#subject === 'batch' ? join(folder, 'store', 'data') : stateFile(folder, 0);
  }

  /** A worker that could not open its store is started again as its error says. */
  nextOptions(failure: string | undefined): object {
    return { recover: failure?.includes('recover: true') ?? false };
  }

  /** Cuts the power five times, amid submissions. */
  async harm({ subject, folder, mock, crew, random }: Field): Promise<void> {
    for (const kind of order) {
      const old = join(folder, 'old');
      const sent = async (count: number) => {
        const posts = mock.posts.length + count;
        while (mock.posts.length < posts && !crew.isDone) await sleep(20);
      };
      // Once it is at work again.
      await sent(10);
      const copied = performance.now();
      if (kind === 'old' && !crew.isDone) await copy(this.path(folder), old, 0);
      await sent(20 + Math.floor(random() * 40));
      // A loop of 500 items has no half minute to lose.
      const left = kind === 'old' && subject === 'batch' ? copied + age - performance.now() : 0;
      await Promise.race([crew.done, sleep(Math.max(0, left))]);
      // File by file over some seconds, while the worker goes on.
      if (kind === 'torn' && !crew.isDone) await copy(this.path(folder), old, subject === 'batch' ? 5 : 0);
      if (crew.isDone) return;
      this.#next = kind;
      crew.kill();
      while (this.#next && !crew.isDone) await sleep(20);
    }
  }

  /** Once the worker is dead. */
  async apply(folder: string): Promise<void> {
    const kind = this.#next;
    if (!kind) return;
    const old = join(folder, 'old');
    await rm(this.path(folder), { recursive: true, force: true });
    if (kind !== 'none') await cp(old, this.path(folder), { recursive: true });
    await rm(old, { recursive: true, force: true });
    this.#next = undefined;
  }
}

/** Copies file by file, `pause` milliseconds apart; what goes away meanwhile is left out. */
async function copy(from: string, to: string, pause: number): Promise<void> {
  if ((await stat(from)).isFile()) return cp(from, to);
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const target = join(to, path.slice(from.length));
    if (entry.isDirectory()) await mkdir(target, { recursive: true });
    else {
      await mkdir(dirname(target), { recursive: true });
      await cp(path, target).catch(() => {});
      if (pause > 0) await sleep(pause);
    }
  }
}
