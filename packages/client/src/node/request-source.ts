import { ChamelaionError } from '../errors.ts';
import type { LipsyncRequest, VideoTranslateRequest } from '../types.ts';

/** Retrieves requests of one kind. */
interface Resource<R> {
  readonly requests: {
    retrieve(id: string, options?: { signal?: AbortSignal | null | undefined }): PromiseLike<R>;
  };
}

/** What is asked of a client, so that another copy of it, or a stand-in, will do. */
export interface RequestSource {
  readonly lipsync: Resource<LipsyncRequest>;
}

/** What is asked of a client for translations, so that another copy of it, or a stand-in, will do. */
export interface TranslationSource {
  readonly videoTranslate: Resource<VideoTranslateRequest>;
}

/** Refuses a client without this resource. */
export function checkSource(resource: Resource<unknown> | undefined, client: unknown): void {
  if (client === undefined || typeof resource?.requests?.retrieve === 'function') return;
  throw new ChamelaionError('client must be a Chamelaion client');
}
