import { text } from 'node:stream/consumers';
import { exitCodes, Failure, usage } from '../failure.ts';
import { plain } from '../plain.ts';
import type { Session } from '../session.ts';
import { keyFile, removeKey, storeKey } from '../stored-key.ts';

/** Prints the name of the key, never the key. */
export async function whoami(session: Session): Promise<void> {
  const client = await session.client();
  const { name } = await client.users.retrieveCurrent({ signal: session.io.signal });
  session.terminal.result(plain(name));
  session.terminal.json({ name, base_url: client.baseURL }, 2);
}

/** Stores a key that is typed hidden, or comes through a pipe. */
export async function login(session: Session): Promise<void> {
  const { io, terminal } = session;
  const key = (io.stdin.isTTY ? await ask(session) : await text(io.stdin)).trim();
  if (key === '') throw usage('There is no key to store.', 'Type it, or send it through a pipe.');
  // What no header can hold was pasted wrongly.
  if (!/^[\x21-\x7e]+$/.test(key)) throw usage('This is no key: it holds a space, a line break or another character.');
  const { createClient } = await import('../create-client.ts');
  const client = await createClient(session, { apiKey: key, bearerToken: null });
  const name = await client.users.retrieveCurrent({ signal: io.signal }).then(
    (user) => user.name,
    (error: Error) => {
      if (error.name === 'AuthenticationError' || io.signal.aborted) throw error;
      terminal.say(`The key could not be tried: ${plain(error.message)}`);
      return undefined;
    },
  );
  await storeKey(key);
  terminal.say(
    `The key${name === undefined ? '' : ` ${plain(name)}`} is stored in ${plain(keyFile())}, for you alone.`,
  );
  if (process.env['CHAMELAION_API_KEY']) terminal.say('CHAMELAION_API_KEY is set, and wins over it.');
  terminal.json({ stored: keyFile(), name }, 2);
}

async function ask({ terminal }: Session): Promise<string> {
  const { password } = await import('@clack/prompts');
  const key = await password({ message: 'API key', ...terminal.prompting });
  if (typeof key !== 'string') throw new Failure('No key was stored.', { code: exitCodes.interrupted });
  return key;
}

/** Removes the stored key. */
export async function logout({ terminal }: Session): Promise<void> {
  const removed = await removeKey();
  terminal.say(removed ? 'The stored key is removed.' : 'No key was stored.');
  terminal.json({ removed }, 2);
}
