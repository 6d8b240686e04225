import type { Http } from '../http/http.ts';
import { JobResource } from './job-resource.ts';

/** Starts lip-sync jobs: one video and one audio track become a video whose lips match. */
export class Lipsync extends JobResource<'lipsync'> {
  constructor(http: Http) {
    super(http, 'lipsync');
  }
}
