import { statfs } from 'node:fs/promises';
import { APIConnectionError } from '@chamelaion/client';
import packageJson from '../../package.json' with { type: 'json' };
import { bytes } from '../amounts.ts';
import { proxyVariable } from '../create-client.ts';
import { endingOf, exitCodes, usage } from '../failure.ts';
import type { Session } from '../session.ts';

const leastRoom = 1_000_000_000;

/** Looks at what a job needs, one thing after another, until something is wrong. */
export async function doctor(session: Session): Promise<number> {
  const { signal } = session.io;
  const api = async () => (await session.client()).withOptions({ maxRetries: 0, rateLimitTimeout: 0, logLevel: 'off' });
  let date = '';
  const checks: Readonly<Record<string, () => Promise<string>>> = {
    async Node() {
      const { node } = process.versions;
      const least = packageJson.engines.node.replace('>=', '');
      if (node.localeCompare(least, 'en', { numeric: true }) < 0) throw usage(node, `Install Node ${least} or newer.`);
      return node;
    },
    async disk() {
      const { bavail, bsize } = await statfs('.');
      const room = `${bytes(bavail * bsize)} free here`;
      if (bavail * bsize < leastRoom) throw usage(room, 'Make room: a result may need more.');
      return room;
    },
    proxy: async () => proxyVariable() ?? 'none',
    'options and key': async () => `a key for ${(await api()).baseURL}`,
    async network() {
      const { response } = await (await api()).health.check({ signal }).withResponse();
      date = response.headers.get('date') ?? '';
      return 'the API is up';
    },
    TLS: async () => ((await api()).baseURL.startsWith('https:') ? 'the certificate is trusted' : 'not used'),
    async clock() {
      const skew = Math.round((Date.now() - Date.parse(date)) / 1_000);
      if (Number.isNaN(skew)) return 'the API does not tell the time';
      if (Math.abs(skew) < 60) return 'right';
      throw usage(`${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}`, 'Turn on automatic time.');
    },
    key: async () => `accepted, its name is ${(await (await api()).users.retrieveCurrent({ signal })).name}`,
  };
  const findings: { name: string; ok: boolean; detail: string; next?: string | undefined }[] = [];
  for (const [name, look] of Object.entries(checks)) {
    session.status(`checking ${name}`, 'checking');
    findings.push(
      await look()
        .then((detail) => ({ name, ok: true, detail }))
        .catch((error) => wrong(name, error)),
    );
    if (!findings.at(-1)?.ok) break;
  }
  session.stop();
  const isWell = findings.every(({ ok }) => ok);
  const lines = findings.flatMap(({ name, ok, detail, next }) => {
    const mark = session.paint(ok ? 'green' : 'red', ok ? 'ok   ' : 'wrong', 'stdout');
    return [`${mark}  ${name}: ${detail}`, ...(next ? [`       ${next}`] : [])];
  });
  session.answer({ ok: isWell, findings }, lines);
  return isWell ? exitCodes.done : exitCodes.failed;
}

function wrong(name: string, error: Error) {
  const { message: detail } = error;
  if (!(error instanceof APIConnectionError)) return { name, ok: false, detail, next: endingOf(error).next };
  // The message has the code of what went wrong underneath.
  const isTLS = /CERT|TLS|SSL|ISSUER|SIGNATURE/.test(detail);
  const certificates =
    'Check the clock; if your network replaces certificates, set NODE_EXTRA_CA_CERTS to the file with its certificate.';
  const connection = 'Check --base-url, the network, and the proxy or firewall in between.';
  return { name: isTLS ? 'TLS' : name, ok: false, detail, next: isTLS ? certificates : connection };
}
