import type { Fault, FaultCampaign, Strike } from './fault.ts';

const faults: readonly Fault[] = [
  'reset',
  'stall',
  'stall-body',
  'truncate',
  'empty',
  'html',
  { status: 500 },
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>502 Bad Gateway</body></html>' },
  { status: 503, body: '' },
];

/** Draws the fault of the next request, if it gets one. */
export type DrawFault = () => Strike | undefined;

/** Half of the faults strike after the job is made; a fifth of those jobs show up late, half of them later in the list. */
export function createFaultCampaign({ seed, rate }: FaultCampaign): DrawFault {
  const random = seededRandom(seed);
  return () => {
    if (random() >= rate) return undefined;
    const fault = faults[Math.floor(random() * faults.length)] ?? 'reset';
    const when = random() < 0.5 ? 'before' : 'after';
    const isLate = random() < 0.2;
    return {
      fault,
      when,
      lateMs: isLate ? paretoMs(random()) : 0,
      listLateMs: isLate && random() < 0.5 ? paretoMs(random()) : 0,
    };
  };
}

/** At least half a second, seldom long, at most a minute. */
function paretoMs(uniform: number): number {
  return Math.min(500 / (1 - uniform) ** (1 / 1.5), 60_000);
}

/** Mulberry32: small, well spread, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
