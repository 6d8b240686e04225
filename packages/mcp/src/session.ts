import { randomUUID } from 'node:crypto';
import type { Chamelaion } from '@chamelaion/client';
import type { Clean } from './clean.ts';
import { Consent } from './consent.ts';
import type { Options } from './options.ts';
import { Tasks } from './tasks.ts';

/** A job that this session has begun to send. */
export interface Sent {
  /** Of its inputs. */
  readonly digest: string;
  /** Its id, once that is known. */
  id?: string;
}

/** All that this process remembers. */
export class Session {
  readonly options: Options;
  readonly clean: Clean;
  readonly consent: Consent = new Consent();
  readonly tasks: Tasks = new Tasks();
  /** By kind and reference. What is in here may have been paid for, so that its size is what counts against --max-jobs. */
  readonly sent: Map<string, Sent> = new Map();
  /** What tells its references from those of other sessions. */
  readonly name: string = randomUUID();
  readonly #client: Chamelaion | undefined;

  constructor(options: Options, client: Chamelaion | undefined, clean: Clean) {
    this.options = options;
    this.#client = client;
    this.clean = clean;
  }

  get client(): Chamelaion {
    if (this.#client) return this.#client;
    const next = 'Ask the person to set CHAMELAION_API_KEY in the env of this server, and to start it again';
    throw new Error(`This server has no API key. ${next}. Do not ask for the key itself`);
  }
}
