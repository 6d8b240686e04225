import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../http/loopback.ts';
import { webhookAgent } from '../jobs/webhooks.ts';

/** Why a request may not see the page; undefined if it may. */
export function hostRefusal({ headers, socket }: IncomingMessage, allowed: 'loopback' | 'any'): string | undefined {
  if (allowed === 'any') return undefined;
  const isLocal = /^(::1|(::ffff:)?127\..+)$/.test(socket.remoteAddress ?? '');
  // A page elsewhere can give its name this machine's address, but the browser still sends that name.
  const hasLocalName = isLoopback(hostOf(`http://${headers.host}`, 'hostname') ?? '');
  // A proxy or a tunnel on this machine speaks for somebody elsewhere.
  const isPassedOn = Object.keys(headers).some((name) => /^(via|forwarded|x-forwarded-.+|x-real-ip)$/.test(name));
  if (isLocal && hasLocalName && !isPassedOn) return undefined;
  return `this page is only for the machine of the mock: open http://127.0.0.1:${socket.localPort}/ there, or start the mock with --page any`;
}

/** Why a request may not read or change the mock by the page's routes: only the page itself and programs may. */
export function originRefusal({ headers }: IncomingMessage): string | undefined {
  const { origin, host, 'sec-fetch-site': site = 'same-origin', 'user-agent': agent } = headers;
  if (agent === webhookAgent) return 'a webhook may not use this';
  const isSame = origin === undefined || hostOf(origin, 'host') === host?.toLowerCase();
  if (isSame && (site === 'same-origin' || site === 'none')) return undefined;
  return 'pages of other origins may not use this';
}

function hostOf(url: string, part: 'host' | 'hostname'): string | undefined {
  return URL.canParse(url) ? new URL(url)[part] : undefined;
}
