const sessions = new Map([
  ['session-of-ann', { id: 'user-1' }],
  ['session-of-bob', { id: 'user-2' }],
]);

/** Stands for your own way to tell who calls. */
export async function userOf(request: Request): Promise<{ id: string } | undefined> {
  const [, session = ''] = /(?:^|; )session=([^;]*)/.exec(request.headers.get('cookie') ?? '') ?? [];
  return sessions.get(session);
}
