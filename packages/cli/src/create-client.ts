import { Chamelaion, type ClientOptions } from '@chamelaion/client';
import { usage } from './failure.ts';
import type { GlobalFlags, Io } from './io.ts';
import { plain } from './plain.ts';
import { readStoredKey } from './stored-key.ts';
import type { Terminal } from './terminal.ts';

/** What of a session decides about its client. */
interface Wishes {
  readonly flags: GlobalFlags;
  readonly io: Io;
  readonly terminal: Terminal;
}

/** The client as the options and the environment say, with the key of `login` if they have none. */
export async function createClient({ flags, io, terminal }: Wishes, given: ClientOptions = {}): Promise<Chamelaion> {
  await useProxy();
  const log = (message: string) => terminal.say(plain(message));
  const options: ClientOptions = {
    logger: { error: log, warn: log, info: log, debug: log },
    // A flag wins over the environment.
    ...(flags.environment ? { environment: flags.environment, baseURL: null } : {}),
    ...(flags.baseUrl === undefined ? {} : { baseURL: flags.baseUrl }),
    timeout: flags.timeout === undefined ? undefined : flags.timeout * 1_000,
    maxRetries: flags.maxRetries,
    settleTimeout: flags.settle === undefined ? undefined : flags.settle * 1_000,
    ...io.client,
    ...given,
  };
  const { CHAMELAION_API_KEY, CHAMELAION_BEARER_TOKEN } = process.env;
  if (CHAMELAION_API_KEY || CHAMELAION_BEARER_TOKEN || options.apiKey) return new Chamelaion(options);
  const apiKey = await readStoredKey((warning) => terminal.say(warning));
  if (apiKey) return new Chamelaion({ ...options, apiKey });
  throw usage('There is no API key.', 'Set CHAMELAION_API_KEY, name a file by --env-file, or run chamelaion login.');
}

/** The variables that name a proxy. */
export const proxyVariables: readonly string[] = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** Node's fetch ignores the variables of proxies. */
async function useProxy(): Promise<void> {
  if (!proxyVariables.some((name) => process.env[name])) return;
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  try {
    setGlobalDispatcher(new EnvHttpProxyAgent());
  } catch {
    // Its message may hold the proxy's password.
    throw usage('HTTPS_PROXY or HTTP_PROXY is no URL.', 'Write it as http://host:port, or unset it.');
  }
}
