import type { Mutation } from '../mutation.ts';

const from = (path: string): string => `packages/mock-server/src/${path}`;

/** Breakages of the mock server. */
export const mock: readonly Mutation[] = [
  {
    name: 'the message of another cause: a missing video',
    file: from('operations/prepare-generate-with-media.ts'),
    find: "operation.documented(400, 'video-file-required')",
    replace: "operation.documented(400, 'audio-file-required')",
  },
  {
    name: 'an unvalidated body',
    file: from('operations/prepare-generate.ts'),
    find: '    if (flaw) return flaws[flaw];\n',
    replace: '',
  },
  {
    name: 'a wrong order of flaws: a missing video is said first',
    file: from('judge-generate-body.ts'),
    find: "  if (types.some((type) => type !== 'video' && type !== 'audio')) return 'unknown-input-type';\n",
    replace: '',
  },
  {
    name: 'a malformed credential is taken',
    file: from('credential.ts'),
    find: ' || rest.length > 0',
    replace: '',
  },
  {
    name: "a lost field: an upload's reference_id",
    file: from('operations/prepare-generate-with-media.ts'),
    find: "referenceId: fields['reference_id']",
    replace: 'referenceId: undefined',
  },
  {
    name: 'a lost query parameter: reference_id',
    file: from('operations/prepare-list.ts'),
    find: "jobs.list(now, query['reference_id'])",
    replace: 'jobs.list(now)',
  },
  {
    name: 'an off-by-one in paging: a job less on each page',
    file: from('operations/prepare-list.ts'),
    find: 'offset + limit)',
    replace: 'offset + limit - 1)',
  },
  {
    name: 'an off-by-one in time: queued for a millisecond more',
    file: from('job.ts'),
    find: 'if (now < job.startsAt)',
    replace: 'if (now <= job.startsAt)',
  },
  {
    name: 'a renamed field: why a job failed',
    file: from('job.ts'),
    find: '{ error_message: job.failure }',
    replace: '{ error: job.failure }',
  },
  {
    name: 'a shared reference finds the oldest job',
    file: from('job-store.ts'),
    find: '.findLast(retrievable)',
    replace: '.find(retrievable)',
  },
  {
    name: 'a dropped header: how long the rate limit lasts',
    file: from('gate.ts'),
    find: "headers: { ...limited.headers, 'retry-after': String(waitSeconds) }",
    replace: 'headers: {}',
  },
  {
    name: 'an off-by-one in the rate limit',
    file: from('rate-limiter.ts'),
    find: 'count > perMinute ?',
    replace: 'count >= perMinute ?',
  },
];
