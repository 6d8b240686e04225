import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Chamelaion, type ClientOptions } from '@chamelaion/client';
import envPaths from 'env-paths';
import { fileTrouble, keySources, usage } from './failure.ts';
import { keepSecret } from './hide-secrets.ts';
import type { Flags, Io } from './io.ts';
import { plain } from './plain.ts';

/** The file in which `login` keeps the key. */
export function keyFile(): string {
  return join(envPaths('chamelaion', { suffix: '' }).config, 'key');
}

/** The client as the options and the environment say, with the key of `login` if they have none. */
export async function createClient(flags: Flags, io: Io, onAttempt: ClientOptions['onAttempt']): Promise<Chamelaion> {
  // Node's fetch ignores the variables of proxies.
  if (proxyVariable()) {
    const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
    try {
      setGlobalDispatcher(new EnvHttpProxyAgent());
    } catch {
      // Its message may hold the proxy's password.
      throw usage('HTTPS_PROXY or HTTP_PROXY is not a URL.', 'Write it as http://host:port, or unset it.');
    }
  }
  const log = (message: string) => void io.stderr.write(`${plain(message)}\n`);
  const options: ClientOptions = {
    onAttempt,
    logger: { error: log, warn: log, info: log, debug: log },
    timeout: flags.timeout,
    maxRetries: flags.maxRetries,
    settleTimeout: flags.settle,
    // A flag wins over the environment.
    ...(flags.environment ? { environment: flags.environment, baseURL: null } : {}),
    ...(flags.baseUrl === undefined ? {} : { baseURL: flags.baseUrl }),
    ...io.client,
  };
  const { CHAMELAION_API_KEY, CHAMELAION_BEARER_TOKEN } = process.env;
  keepSecret(CHAMELAION_API_KEY?.trim());
  keepSecret(CHAMELAION_BEARER_TOKEN?.trim());
  if (CHAMELAION_API_KEY || CHAMELAION_BEARER_TOKEN) return new Chamelaion(options);
  const apiKey = await readFile(keyFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw usage('There is no API key.', keySources);
    throw usage(`${keyFile()} cannot be read: ${fileTrouble(error)}.`, keySources);
  });
  keepSecret(apiKey.trim());
  return new Chamelaion({ ...options, apiKey: apiKey.trim() });
}

/** The variable that names a proxy, if one does. */
export function proxyVariable(): string | undefined {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].find((name) => process.env[name]);
}
