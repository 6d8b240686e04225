import { type Kind, kinds } from '@chamelaion/spec/operations';
import { webhookField } from '../body/hosts.ts';
import type { ListQuery } from '../body/read-query.ts';
import { isReference, referenceField } from '../body/reference.ts';
import type { Answer } from '../http/answer.ts';
import { fromApplication } from '../http/in-time.ts';
import { operationOf, refusalOf } from '../http/operations.ts';
import { Refusal, unreadable } from '../http/refusal.ts';
import type { Upstream } from '../http/upstream.ts';
import type { Binding } from './owner-binding.ts';
import { isUUID, type Job, readJob } from './read-answer.ts';
import type { ReferenceStore } from './reference-store.ts';

/** Reads the jobs of one kind and one caller. */
export interface JobReader {
  /** By id, or else the newest with this reference. */
  retrieve(id: string): Promise<Answer>;
  list(query: ListQuery): Promise<Answer>;
}

interface Page {
  readonly data: readonly Job[];
  readonly total: number;
}

// How many references of a page are looked up at once.
const lanes = 5;
// Each of so many jobs must have the reference, or the API has not filtered. One could be the caller's by chance.
const fewest = 20;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Reads through these bounds: what is not the caller's is not there. */
export function createJobReader(
  upstream: Upstream,
  kind: Kind,
  { owner, readable }: Binding,
  { references: store, webhookHosts }: { references: ReferenceStore | undefined; webhookHosts: ReadonlySet<string> },
  signal: AbortSignal,
): JobReader {
  const one = operationOf(kinds[kind].retrieve);
  const byReference = 'findOne' in kinds[kind];
  const { [webhookField]: webhook, ...others } = one.gives;
  // An address that the page could not have given may hold a secret of the application.
  const gives = webhookHosts.size > 0 ? one.gives : others;
  const { method, path } = operationOf(kinds[kind].find);

  /** One page of the account, or of what has exactly this reference. */
  async function page(prefix: string, query: Partial<ListQuery>): Promise<Page> {
    const params = new URLSearchParams(query.filters);
    if (query.limit !== undefined) params.set('limit', `${query.limit}`);
    if (query.offset !== undefined) params.set('offset', `${query.offset}`);
    if (query.reference !== undefined) params.set(referenceField, prefix + query.reference);
    const { data, pagination } = await upstream({ method, path, query: params, signal });
    const total: unknown = (pagination as { total?: unknown } | undefined)?.total;
    if (!Array.isArray(data) || !isCount(total)) throw unreadable();
    const found = data.map((item) => readJob(item, prefix, gives));
    const isAsked = (job?: Job) => job && (query.reference === undefined || job[referenceField] === query.reference);
    // The filter did not filter: nothing of it may be shown.
    if (!found.every(isAsked)) throw unreadable();
    return { data: found as Job[], total };
  }

  /** The same of one reference, with a total that says nothing of other owners. */
  async function pageOf(prefix: string, query: ListQuery): Promise<Page> {
    const { limit, offset } = query;
    if (prefix === '') return page(prefix, { ...query, limit: Math.max(limit, 1) });
    const asked = Math.max(limit, fewest);
    const { data, total } = await page(prefix, { ...query, limit: asked });
    // Without a job to be seen the total may be that of the account.
    if (data.length === 0 && offset > 0) {
      return { data, total: (await pageOf(prefix, { ...query, limit: asked, offset: 0 })).total };
    }
    if (data.length < asked && total !== offset + data.length) throw unreadable();
    return { data: data.slice(0, limit), total };
  }

  async function findById(uuid: string): Promise<Job | undefined> {
    const id = uuid.toLowerCase();
    try {
      const answer = await upstream({ method, path: one.path.replace(/\{\w+\}/, id), signal });
      const job = readable.map((prefix) => readJob(answer, prefix, gives)).find((found) => found !== undefined);
      // The API takes references there as well; one without a prefix can be a UUID.
      const names = [job?.id, job?.[referenceField]];
      if (job && !names.some((name) => String(name).toLowerCase() === id)) throw unreadable();
      return job;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  }

  async function findByReference(reference: string, filters?: URLSearchParams): Promise<Job | undefined> {
    for (const prefix of readable) {
      const { data } = await page(prefix, { reference, ...(filters && { filters }) });
      const newestFirst = [...data].sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
      if (newestFirst[0]) return newestFirst[0];
    }
    return undefined;
  }

  /** All that the caller has under one reference, whichever secret it was made under. */
  async function listByReference(query: ListQuery): Promise<Page> {
    const all: Job[] = [];
    let total = 0;
    for (const prefix of readable) {
      const room = query.limit - all.length;
      // The total is wanted even if there is no room.
      const found = await pageOf(prefix, { ...query, limit: room, offset: Math.max(query.offset - total, 0) });
      all.push(...found.data.slice(0, room));
      total += found.total;
    }
    return { data: all, total };
  }

  async function listRecorded(owner: string, { limit, offset, filters }: ListQuery): Promise<Page> {
    if (!store) throw new Refusal(400, 'reference_id is required');
    const given = store.page(owner, { limit, offset, kind });
    const { references, total } = await fromApplication(given, 'references.page');
    if (!Array.isArray(references) || !references.every(isReference) || !isCount(total)) {
      throw new TypeError('references.page must give { references, total }: strings and a number');
    }
    // Each costs a request of the API.
    if (references.length > limit)
      throw new TypeError(`references.page gave more than ${limit} references, which is its limit`);
    const found: (Job | undefined)[] = [];
    const waiting = [...references.entries()];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        found[next[0]] = await findByReference(next[1], filters);
      }
    };
    try {
      await Promise.all(Array.from({ length: lanes }, lane));
    } finally {
      waiting.length = 0;
    }
    // Recorded, but not made, or not yet, or not what is asked for.
    return { data: found.filter((job) => job !== undefined), total };
  }

  return {
    async retrieve(id) {
      const job =
        (isUUID(id) && (await findById(id))) || (byReference && isReference(id) && (await findByReference(id)));
      if (!job) throw refusalOf(one, 'path.id');
      return { status: 200, body: job };
    },
    async list(query) {
      const { reference, limit, offset } = query;
      const { data, total } = await (reference !== undefined
        ? listByReference(query)
        : owner !== undefined
          ? listRecorded(owner, query)
          : page('', query));
      return { status: 200, body: { data, pagination: { limit, offset, total } } };
    },
  };
}
