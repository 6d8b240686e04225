import { bodies, type Fields, type Kind, kinds, operations, type Shape } from '@chamelaion/spec/operations';
import { ChamelaionError } from '../errors.ts';
import type { Answer, Call, Payload } from '../http/call.ts';
import type { Http } from '../http/http.ts';
import { jsonPayload, serializeBody, writeJSON } from '../http/serialize-body.ts';
import type { RequestOptions, UploadOptions } from '../options/call-options.ts';
import { checkOptions } from '../options/check-options.ts';
import { openUploads } from '../uploads/open-uploads.ts';
import { checkFields, checkObject } from './check-fields.ts';
import type { Completed, JobBody, JobRequest } from './job.ts';
import { JoinedSubmissions } from './joined-submissions.ts';
import { lookForJob } from './look-for-job.ts';
import { Looks } from './looks.ts';
import { newReferenceId } from './reference-id.ts';
import { submitOnce } from './submit-once.ts';
import { type WaitOptions, waitFor } from './wait-for.ts';

/** What starts a job. */
type Submission = (typeof kinds)[Kind]['submit'][number];

/** What the submission of a job answers. */
export interface Submitted {
  status: 'success';
  request_id: string;
}

/** How a job is submitted, on the resource of its kind. */
type Method = 'generate' | 'generateWithMedia';

const hour = 3_600_000;

/** The jobs of one kind: submitted once, followed, listed, waited for. What differs by kind stands in the contract. */
export class Jobs<R extends JobRequest> {
  readonly #http: Http;
  readonly #kind: Kind;
  readonly #longestWait: number;
  readonly #looks: Looks<R>;
  readonly #joined = new JoinedSubmissions<Answer<Submitted>>();

  /** `longestWait` is how many milliseconds a wait lasts if its caller does not say. */
  constructor(http: Http, kind: Kind, longestWait: number = hour) {
    this.#http = http;
    this.#kind = kind;
    this.#longestWait = longestWait;
    this.#looks = new Looks(http, kind);
  }

  /** Makes one job, and pays once. */
  async submit(method: Method, given: JobBody, options?: UploadOptions): Promise<Answer<Submitted>> {
    const operation: Submission = `${this.#kind}.${method}`;
    const settings = this.#http.settings(options);
    const { submit, uniqueReference, resume } = settings;
    const isPlain = submit === 'plain';
    const own = given?.reference_id;
    if (resume && !uniqueReference) throw new ChamelaionError('resume needs uniqueReference: true');
    if (uniqueReference && (isPlain || !own)) {
      throw new ChamelaionError(`uniqueReference needs ${isPlain ? "submit: 'once' or 'strict'" : 'a reference_id'}`);
    }
    const referenceId = own ?? newReferenceId();
    checkObject(given, 'The body');
    const body = isPlain ? given : { ...given, reference_id: referenceId };
    const { payload, fields } =
      operations[operation].body === 'form' ? await formOf(operation, body, settings) : jsonOf(operation, body);
    const call: Call = { ...operations[operation], operation, body: payload, settings };
    const http = this.#http;
    // A plain submission is sent once, whatever happens to it.
    if (isPlain) {
      return http.send({ ...call, settings: { ...settings, maxRetries: 0, rateLimitTimeout: 0 } }) as Promise<
        Answer<Submitted>
      >;
    }
    const unique = uniqueReference || referenceId !== own;
    const start = (call: Call) => {
      const look = (last: boolean) => lookForJob(http, this.#kind, referenceId, last, call.settings);
      return submitOnce(http, { call, referenceId, unique, look }) as Promise<Answer<Submitted>>;
    };
    // What was aborted before must not begin what others could join.
    if (!uniqueReference || settings.signal?.aborted) return start(call);
    return this.#joined.join(referenceId, fields, settings.signal, (signal) =>
      start({ ...call, settings: { ...settings, signal } }),
    );
  }

  /** Makes one job, and waits until it is completed. */
  async run(method: Method, body: JobBody, options: UploadOptions & WaitOptions<R> = {}): Promise<Completed<R>> {
    checkOptions(options);
    const { timeout: _, ...submitOptions } = options;
    const start = performance.now();
    const { data } = await this.submit(method, body, submitOptions);
    const id = data.request_id;
    options.onStatus?.({ id, phase: 'submitted', elapsed: performance.now() - start });
    return this.waitFor(id, options, performance.now());
  }

  /** One job, by its id or as the contract says. */
  async retrieve(id: string, options?: RequestOptions): Promise<Answer<R>> {
    return this.#http.read<R>(kinds[this.#kind].retrieve, options, { path: { id } });
  }

  /** Waits until a job is completed; `submittedAt`, on `performance.now()`'s clock, is that of a job just submitted. */
  async waitFor(id: string, options: WaitOptions<R> = {}, submittedAt?: number): Promise<Completed<R>> {
    checkOptions(options);
    const { timeout = this.#longestWait } = options;
    return waitFor(id, this.#looks, kinds[this.#kind].result, { ...options, timeout }, submittedAt);
  }
}

/** A body as it is sent, and what of it tells one submission from another: checked, copied, and written once. */
interface Written {
  readonly payload: Payload;
  readonly fields: object;
}

async function formOf(operation: Submission, given: JobBody, settings: Call['settings']): Promise<Written> {
  const shapes = bodies[operation];
  const fields = copyOf(given, shapes);
  checkFields(fields, shapes, 'The body');
  const files = await openUploads(fields, shapes, settings);
  return { payload: serializeBody({ ...fields, ...files }), fields };
}

/** What is sent as JSON is copied now: while files are read, their caller may change it. */
function copyOf(given: object, shapes: Fields): { [field: string]: unknown } {
  const copy: { [field: string]: unknown } = { ...given };
  for (const name in shapes) {
    const { items, fields } = shapes[name] as Shape;
    if ((items || fields) && copy[name] !== undefined) copy[name] = JSON.parse(writeJSON(copy[name] as object));
  }
  return copy;
}

function jsonOf(operation: Submission, given: JobBody): Written {
  const json = writeJSON(given);
  // What is checked and compared stays as it was sent, whatever becomes of the caller's object.
  const fields = JSON.parse(json ?? 'null');
  checkFields(fields, bodies[operation], 'The body');
  return { payload: jsonPayload(json), fields };
}
