import type { OperationId, testTokens } from '@chamelaion/mock-server';
import { type DocumentedError, errors, kinds, operations } from '@chamelaion/spec/operations';
import type { Draft } from './alter.ts';
import { jobDuration, sampleInput } from './samples.ts';

/** What makes the API give an answer. */
export interface Cause {
  /** Sends this token of the mock's. */
  readonly token?: keyof typeof testTokens;
  /** Brings the jobs into a state, and gives the input that shows it. */
  readonly arrange?: (scene: Scene) => Promise<unknown>;
  /** Calls with this instead of the usual input. */
  readonly input?: unknown;
  /** Changes the request on its way: the client itself would not send it. */
  readonly alter?: (draft: Draft) => void;
}

/** What jobs are made and led with. */
export interface Scene {
  /** Makes a job, and gives its id. */
  submit(job?: { readonly reference_id?: string; readonly inaccessible?: boolean }): Promise<string>;
  advance(ms: number): void;
}

const ended =
  (job?: Parameters<Scene['submit']>[0]) =>
  async ({ submit, advance }: Scene) => {
    const id = await submit(job);
    advance(jobDuration);
    return id;
  };

const authorization = (value?: string): Cause => ({
  alter({ headers }) {
    headers.delete('x-api-key');
    if (value !== undefined) headers.set('authorization', value);
  },
});

/** Answers that no flaw of a request explains: states of jobs, credentials, and the state of the service. */
const causes: Readonly<Record<string, Cause>> = {
  completed: { arrange: ended() },
  failed: { arrange: ended({ reference_id: 'dub-episode-43', inaccessible: true }) },
  'shared-reference': {
    async arrange({ submit, advance }) {
      const reference_id = 'batch-2026-04';
      await submit({ reference_id });
      advance(jobDuration);
      await submit({ reference_id });
      return { reference_id };
    },
  },
  'one-processing': {
    async arrange({ submit, advance }) {
      const reference_id = 'order-12345-japanese-dub';
      await submit({ reference_id });
      // By then every kind is at it.
      advance(jobDuration * 0.75);
      return { reference_id };
    },
  },

  'missing-authorization-header': authorization(),
  'invalid-authorization-format': authorization('Basic dXNlcjpwYXNz'),
  'missing-token': authorization('Bearer '),
  'invalid-token': { token: 'invalid' },
  unauthorized: { token: 'unauthorized' },
  'token-limit-reached': { token: 'exhausted' },
  'rate-limit-exceeded': { token: 'limited' },
  'internal-error': { token: 'broken' },
};

type Body = { readonly [field: string]: unknown };

/** A request with one thing wrong, as the contract's `x-flaw` names it. */
function causeOfFlaw(operation: OperationId, flaw: string): Cause {
  const [place, field = '', detail] = flaw.split('.');
  const isForm = (operations[operation] as { body?: string }).body === 'form';
  if (place === 'content-type') {
    const type = isForm ? 'application/json' : 'text/plain';
    return { alter: ({ headers }) => headers.set('content-type', type) };
  }
  if (place === 'path') return { input: 'nobody' };
  return {
    alter(draft) {
      if (place === 'query') draft.url += `${draft.url.includes('?') ? '&' : '?'}${field}=-1`;
      else draft.body = spoilBody(draft.body, operation, field, detail);
    },
  };
}

/** A body with a bad item, without a part, or without its end. */
function spoilBody(body: Draft['body'], operation: OperationId, field: string, detail?: string): Draft['body'] {
  if (!field) return body.subarray(0, -6);
  if (!detail) return Buffer.from(body.toString('latin1').replace(`name="${field}"`, `name="other"`), 'latin1');
  const sample = sampleInput(operation) as Body;
  return Buffer.from(JSON.stringify({ ...sample, [field]: spoilItems(sample[field] as Body[], detail) }));
}

/** Items without those of one value; if `detail` is the name of a field, items of which one has an unknown value. */
function spoilItems(items: readonly Body[], detail: string): unknown[] {
  if (items.some((item) => detail in item)) return [{ ...items[0], [detail]: 'image' }, ...items.slice(1)];
  return items.filter((item) => !Object.values(item).includes(detail));
}

// What shows the state of jobs.
const reads = new Set<string>(Object.values(kinds).flatMap(({ retrieve, find }) => [retrieve, find]));

/** The cause of an answer; throws if it can be neither derived nor found. */
export function causeOf(operation: OperationId, example: string): Cause {
  const documented: { readonly [name: string]: DocumentedError } = errors[operation];
  const { flaw } = documented[example] ?? {};
  if (flaw) return causeOfFlaw(operation, flaw);
  const cause = causes[example];
  if (cause) return cause;
  // A success that is no state of jobs needs nothing but a valid request.
  if (!documented[example] && !reads.has(operation)) return {};
  throw new Error(`no test provokes ${operation} ${example}: add its cause to harness/causes.ts`);
}
