const operations = {
  'health.check': { method: 'GET', path: '/health' },
  'users.retrieveCurrent': { method: 'GET', path: '/v1/users/me' },
  'lipsync.generate': { method: 'POST', path: '/v1/lipsync/generate' },
  'lipsync.generateWithMedia': { method: 'POST', path: '/v1/lipsync/generate-with-media' },
  'lipsync.requests.list': { method: 'GET', path: '/v1/lipsync/requests' },
  'lipsync.requests.retrieve': { method: 'GET', path: '/v1/lipsync/requests/' },
} as const;

/** One of the API's six operations, by its `operationId`. */
export type Operation = keyof typeof operations;

/** How each operation is asked for. That of `lipsync.requests.retrieve` takes what follows its path. */
export const operationTargets: Readonly<Record<Operation, { method: 'GET' | 'POST'; path: string }>> =
  operations;

/** All that the API can do. */
export const allOperations: readonly Operation[] = Object.keys(operations) as Operation[];
