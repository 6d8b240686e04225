import { lookup } from 'node:dns/promises';
import { statfs } from 'node:fs/promises';
import { APIError, type Chamelaion } from '@chamelaion/client';
import { proxyVariables } from '../create-client.ts';
import { endingOf } from '../ending-of.ts';
import { exitCodes } from '../failure.ts';
import { bytes } from '../money/inspect-media.ts';
import { plain } from '../plain.ts';
import type { Session } from '../session.ts';

/** What a check found. */
interface Finding {
  readonly ok: boolean;
  readonly detail: string;
  /** What to do if it is wrong. */
  readonly next?: string | undefined;
}

const oldestNode = '20.19.0';
const leastRoom = 1_000_000_000;
const mostSkew = 60_000;

const replaced = 'the network may replace certificates: set NODE_EXTRA_CA_CERTS to its own';
/** What the codes of a failed connection mean. */
const causes: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host has no address: check --base-url and the network',
  EAI_AGAIN: 'names cannot be looked up: check the network',
  ECONNREFUSED: 'nothing listens there: check --base-url, or the proxy',
  ECONNRESET: 'the connection was cut: a firewall or a proxy may do that',
  ETIMEDOUT: 'nothing answers: a firewall may be in between',
  UND_ERR_CONNECT_TIMEOUT: 'nothing answers: a firewall may be in between',
  CERT_HAS_EXPIRED: 'the certificate is too old: check the clock',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet: check the clock',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host: check --base-url',
  DEPTH_ZERO_SELF_SIGNED_CERT: replaced,
  SELF_SIGNED_CERT_IN_CHAIN: replaced,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: replaced,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: replaced,
};

/** Looks at all that a job needs, and says what is wrong. */
export async function doctor(session: Session): Promise<number> {
  const { terminal } = session;
  const findings: ({ readonly name: string } & Finding)[] = [];
  const check = async (name: string, look: () => Promise<Finding> | Finding) => {
    terminal.status(`checking ${name}`, 'checking');
    const finding = await Promise.resolve().then(look).catch(wrong);
    findings.push({ name, ...finding });
    const { green, red } = terminal.colors('stdout');
    terminal.result(`${finding.ok ? green('ok   ') : red('wrong')}  ${name}: ${plain(finding.detail)}`);
    if (!finding.ok && finding.next) terminal.result(`       ${plain(finding.next)}`);
    return finding.ok;
  };
  let client: Chamelaion | undefined;
  await check('Node', node);
  const hasKey = await check('options and key', async () => {
    client = await session.client();
    return { ok: true, detail: `a key for ${client.baseURL}` };
  });
  const proxy = proxyVariables.find((name) => process.env[name]);
  await check('proxy', () => ({ ok: true, detail: proxy ? `by ${proxy}` : 'none' }));
  if (hasKey && client) {
    const api = client.withOptions({ maxRetries: 0, rateLimitTimeout: 0, logLevel: 'off' });
    const { signal } = session.io;
    // Behind a proxy only the proxy looks names up.
    if (!proxy) await check('name', () => resolves(new URL(api.baseURL).hostname));
    let date: string | null = null;
    const isReached = await check('connection', async () => {
      const { response } = await api.health.check({ signal }).withResponse();
      date = response.headers.get('date');
      return { ok: true, detail: `the API is up${api.baseURL.startsWith('https:') ? ', by TLS' : ', without TLS'}` };
    });
    if (isReached) {
      await check('clock', () => clock(date));
      await check('key', async () => {
        const { name } = await api.users.retrieveCurrent({ signal });
        return { ok: true, detail: `accepted, its name is ${name}` };
      });
    }
  }
  await check('disk', disk);
  const ok = findings.every((finding) => finding.ok);
  terminal.json({ ok, findings }, 2);
  return ok ? exitCodes.done : exitCodes.failed;
}

function node(): Finding {
  const [mine = [], least = []] = [process.versions.node, oldestNode].map((version) => version.split('.').map(Number));
  const ok = (mine[0] ?? 0) > (least[0] ?? 0) || (mine[0] === least[0] && (mine[1] ?? 0) >= (least[1] ?? 0));
  return { ok, detail: process.versions.node, next: `Install Node ${oldestNode} or newer.` };
}

async function resolves(host: string): Promise<Finding> {
  const { address } = await lookup(host.replace(/^\[|\]$/g, ''));
  return { ok: true, detail: `${host} is ${address}` };
}

function clock(date: string | null): Finding {
  const skew = Date.now() - Date.parse(date ?? '');
  if (Number.isNaN(skew)) return { ok: true, detail: 'the API does not tell the time' };
  const ok = Math.abs(skew) < mostSkew;
  return {
    ok,
    detail: ok ? 'right' : `${Math.round(Math.abs(skew) / 1_000)} s ${skew > 0 ? 'ahead' : 'behind'}`,
    next: 'Set the clock by the network.',
  };
}

async function disk(): Promise<Finding> {
  const { bavail, bsize } = await statfs('.');
  const room = bavail * bsize;
  return { ok: room >= leastRoom, detail: `${bytes(room)} free here`, next: 'Make room: a result may need more.' };
}

/** A failure, with what its code means. */
function wrong(error: Error): Finding {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code && causes[code]) return { ok: false, detail: `${code}: ${causes[code]}` };
  }
  const next = error instanceof APIError && error.status === undefined ? undefined : endingOf(error).next;
  return { ok: false, detail: error.message, next };
}
