/** Submits a job for a clip by one POST; gives what the client says is its id. */
export type Submit = (clip: string) => Promise<unknown>;

/** Creates a client with its default settings, whose requests go to `baseURL`. */
export type Create = (baseURL: string) => Submit;

/** Looks a job up by one GET. */
export type Retrieve = (id: string) => Promise<unknown>;

/** As `Create`, to look jobs up. */
export type CreateReader = (baseURL: string) => Retrieve;

/** What a job is made from. */
export const inputs = (url: string): [{ type: 'video'; url: string }, { type: 'audio'; url: string }] => [
  { type: 'video', url },
  { type: 'audio', url: 'https://cdn.example.com/voice.wav' },
];
