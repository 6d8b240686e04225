const operations = {
  checkHealth: { method: 'GET', path: '/health' },
  retrieveCurrentUser: { method: 'GET', path: '/v1/users/me' },
  generateLipsync: { method: 'POST', path: '/v1/lipsync/generate' },
  generateLipsyncWithMedia: { method: 'POST', path: '/v1/lipsync/generate-with-media' },
  listLipsyncRequests: { method: 'GET', path: '/v1/lipsync/requests' },
  retrieveLipsyncRequest: { method: 'GET', path: '/v1/lipsync/requests/' },
} as const;

/** One of the API's six operations, by its `operationId`. */
export type Operation = keyof typeof operations;

/** How each operation is asked for. That of `retrieveLipsyncRequest` takes what follows its path. */
export const operationTargets: Readonly<Record<Operation, { method: 'GET' | 'POST'; path: string }>> =
  operations;

/** All that the API can do. */
export const allOperations: readonly Operation[] = Object.keys(operations) as Operation[];
