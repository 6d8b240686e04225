import type { OperationId, testTokens } from '@chamelaion/mock-server';
import type { Draft } from './alter.ts';
import { audio, jobDuration, video } from './samples.ts';
import type { Inputs } from './subject.ts';

/** What makes the API give an answer. */
export interface Cause {
  /** Sends this token of the mock's. */
  readonly token?: keyof typeof testTokens;
  /** Brings the jobs into a state, and gives the input that shows it. */
  readonly arrange?: (scene: Scene) => Promise<Inputs[OperationId]>;
  /** Calls with this instead of the usual input. */
  readonly input?: Inputs[OperationId];
  /** Changes the request on its way: the client itself would not send it. */
  readonly alter?: (draft: Draft) => void;
}

/** What jobs are made and led with. */
export interface Scene {
  /** Makes a job, and gives its id. */
  submit(job?: { readonly reference_id?: string; readonly video?: string }): Promise<string>;
  advance(ms: number): void;
}

const authorization = (value?: string): Cause => ({
  alter({ headers }) {
    headers.delete('x-api-key');
    if (value !== undefined) headers.set('authorization', value);
  },
});
const json = (value: unknown): Cause => ({
  alter(draft) {
    draft.body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  },
});
const contentType = (value: string): Cause => ({
  alter: ({ headers }) => headers.set('content-type', value),
});
const query = (text: string): Cause => ({
  alter(draft) {
    draft.url += `?${text}`;
  },
});
const renamedPart = (name: string): Cause => ({
  alter(draft) {
    const text = draft.body.toString('latin1').replace(`name="${name}"`, `name="other"`);
    draft.body = Buffer.from(text, 'latin1');
  },
});
const cutForm: Cause = {
  alter(draft) {
    draft.body = draft.body.subarray(0, -6);
  },
};

/** The cause of each documented answer, by the example's name, or by operation and name where it has one of its own. */
const causes: Readonly<Record<string, Cause>> = {
  ok: {},
  'current-user': {},
  'job-created': {},
  completed: {
    async arrange({ submit, advance }) {
      const id = await submit();
      advance(jobDuration);
      return id;
    },
  },
  failed: {
    async arrange({ submit, advance }) {
      const id = await submit({ reference_id: 'dub-episode-43', video: 'not-accessible.mp4' });
      advance(jobDuration);
      return id;
    },
  },
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
      advance(jobDuration / 2);
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

  'content-type-must-be-json': contentType('text/plain'),
  'invalid-request-body': json('{"inputs": ['),
  'one-video-expected': json({ inputs: [video, video] }),
  'one-audio-expected': json({ inputs: [video] }),
  'unknown-input-type': json({ inputs: [video, { ...audio, type: 'image' }] }),

  'content-type-must-be-multipart': contentType('application/json'),
  'video-file-required': renamedPart('video'),
  'audio-file-required': renamedPart('audio'),
  'lipsync.generateWithMedia invalid-request-body': cutForm,

  'lipsync-request-not-found': { input: 'nobody' },
  'invalid-limit': query('limit=0'),
  'invalid-offset': query('offset=-1'),
};

/** The cause of an answer; throws where nobody has written it down. */
export function causeOf(operation: OperationId, example: string): Cause {
  const cause = causes[`${operation} ${example}`] ?? causes[example];
  if (cause) return cause;
  throw new Error(`no test provokes ${operation} ${example}: add its cause to harness/causes.ts`);
}
