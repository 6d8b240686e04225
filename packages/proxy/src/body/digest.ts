import { toBase64url } from './reference.ts';

// Fixed, so that the same bytes give the same digest however they came.
const blockBytes = 2 ** 16;
const stateBytes = 32;

/** SHA-256 over blocks, each with the digest of those before it: runtimes digest no stream. */
export class Digest {
  // The state, and then the block that fills up.
  readonly #bytes = new Uint8Array(stateBytes + blockBytes);
  #filled = stateBytes;
  #total = 0;

  async add(bytes: Uint8Array): Promise<void> {
    this.#total += bytes.length;
    for (let taken = 0; taken < bytes.length; ) {
      const part = bytes.subarray(taken, taken + this.#bytes.length - this.#filled);
      this.#bytes.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === this.#bytes.length) await this.#close();
    }
  }

  /** Differs for every other content. */
  async end(): Promise<string> {
    await this.#close();
    return `${this.#total} ${toBase64url(this.#bytes.subarray(0, stateBytes))}`;
  }

  async #close(): Promise<void> {
    const block = this.#bytes.subarray(0, this.#filled);
    this.#bytes.set(new Uint8Array(await crypto.subtle.digest('SHA-256', block)));
    this.#filled = stateBytes;
  }
}
