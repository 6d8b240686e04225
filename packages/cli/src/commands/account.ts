import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { keyFile } from '../create-client.ts';
import { exitCodes, Failure, usage } from '../failure.ts';
import type { Handler } from '../session.ts';

/** The commands around the key. */
export const account: { readonly [command: string]: Handler } = {
  /** Prints the name of the key, never the key. */
  async whoami(session) {
    const client = await session.client();
    const { name } = await client.users.retrieveCurrent({ signal: session.io.signal });
    session.answer({ name, base_url: client.baseURL }, [name]);
  },

  /** Stores a key that is typed hidden, or comes through a pipe. */
  async login(session) {
    const { prompting, io } = session;
    const { password } = await import('@clack/prompts');
    const typed = prompting ? await password({ message: 'API key', ...prompting }) : await text(io.stdin);
    if (typeof typed !== 'string') throw new Failure('No key was stored.', exitCodes.interrupted);
    const key = typed.trim();
    // What no header can hold was pasted wrongly.
    if (!/^[\x21-\x7e]+$/.test(key)) throw usage('This is not a key: it is empty, or holds a space or a line break.');
    const file = keyFile();
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // A file that is there would keep its rights.
    await rm(file, { force: true });
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    session.say(`Try it: ${session.command('whoami')}`);
    if (process.env['CHAMELAION_API_KEY']) session.say('CHAMELAION_API_KEY is set, and wins over it.');
    session.answer({ stored: file });
  },

  /** Removes the stored key. */
  async logout(session) {
    const removed = existsSync(keyFile());
    await rm(keyFile(), { force: true });
    session.answer({ removed });
  },
};
