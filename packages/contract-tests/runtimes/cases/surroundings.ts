import type { Stage, Surroundings, Tools } from './case.ts';
import { type RuntimeKind, traitsOf } from './traits.ts';

/** Limits that keep failures short, and far above what a call takes. */
const limits = { timeout: 5_000, settleTimeout: 150, maxRetries: 2 };

/** What cases need, around the client of this runtime. */
export function surroundingsOf(kind: RuntimeKind, stage: Stage, tools: Tools): Surroundings {
  return {
    ...tools,
    stage,
    traits: traitsOf[kind],
    client: (options) =>
      new tools.Chamelaion({
        apiKey: 'any',
        baseURL: stage.baseURL,
        dangerouslyAllowBrowser: true,
        logLevel: 'off',
        ...limits,
        ...options,
      }),
  };
}
