import type { Fetch, LipsyncGenerateParams, RequestListParams } from '@chamelaion/client';
import type { OperationId } from '@chamelaion/mock-server';

/** Where and as whom a subject calls. */
export interface Connection {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What each operation is called with. */
export interface Inputs {
  readonly 'health.check': undefined;
  readonly 'users.retrieveCurrent': undefined;
  readonly 'lipsync.generate': LipsyncGenerateParams;
  readonly 'lipsync.generateWithMedia': MediaInput;
  readonly 'lipsync.requests.retrieve': string;
  readonly 'lipsync.requests.list': RequestListParams;
}

/** An upload, in what every subject takes. */
export interface MediaInput {
  readonly video: File;
  readonly audio: File;
  readonly reference_id?: string | undefined;
  readonly disable_active_speaker_detection?: boolean | undefined;
}

/** What a caller was given, whether it came as a value or as an error. */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
  /** The error that was thrown, if any. */
  readonly error?: Error | undefined;
}

/**
 * A public way to call the API. A call sends one request, and rejects where no answer arrived: what else a client makes
 * of failures is its own tests' business.
 */
export interface Subject {
  readonly name: string;
  /** The operations that it offers. */
  readonly calls: {
    readonly [Id in OperationId]?: (connection: Connection, input: Inputs[Id]) => Promise<Outcome>;
  };
}
