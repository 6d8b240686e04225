import { cases } from '../cases/all-cases.ts';
import type { Case, Stage, Surroundings, Tools } from '../cases/case.ts';
import { surroundingsOf } from '../cases/surroundings.ts';
import type { RuntimeKind } from '../cases/traits.ts';
import type { Addresses, Call, CaseResult } from './protocol.ts';

/** Far above what any case takes: only a hang ends by it. */
const longestCase = 15_000;

/** Runs every case in this runtime, on the stage that `origin` serves. */
export async function runCases(kind: RuntimeKind, origin: string, tools: Tools): Promise<void> {
  const post = async (path: string, value?: unknown) =>
    fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(value) ?? null });
  const pull = async <T>(method: Call['method'], args: readonly unknown[]): Promise<T> =>
    (await post('/call', { method, args })).json() as Promise<T>;
  const addresses = (await (await post('/stage')).json()) as Addresses;
  const stage: Stage = {
    ...addresses,
    reset: () => pull('reset', []),
    failNext: (...args) => pull('failNext', args),
    advance: (ms) => pull('advance', [ms]),
    requests: () => pull('requests', []),
    strays: () => pull('strays', []),
  };
  const surroundings = surroundingsOf(kind, stage, tools);
  for (const one of cases) {
    const result = await runCase(one, surroundings);
    await (await post('/result', result)).text();
  }
  await (await post('/done')).text();
}

async function runCase({ name, applies, run }: Case, surroundings: Surroundings): Promise<CaseResult> {
  if (applies && !applies(surroundings)) return { name, outcome: 'does not apply' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await surroundings.stage.reset();
    const hang = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it hangs for ${longestCase} ms`)), longestCase);
    });
    const figure = await Promise.race([run(surroundings), hang]);
    return { name, outcome: 'passed', figure: typeof figure === 'string' ? figure : undefined };
  } catch (error) {
    return { name, outcome: 'failed', error: describe(error) };
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error) : `${error} < ${describe(error.cause)}`;
}
