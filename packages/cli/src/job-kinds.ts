import type { Chamelaion, JobResource } from '@chamelaion/client';
import { bodies, type Fields, inputs, type Kind, kinds } from '@chamelaion/spec/operations';
import type { Session } from './session.ts';

/** The command that makes a job of each kind, and its words. */
export const jobWords: Readonly<Record<Kind, Record<'command' | 'noun' | 'summary' | 'example', string>>> = {
  lipsync: {
    command: 'dub',
    noun: 'lip sync',
    summary: 'make a video speak an audio track (lip sync)',
    example: '--video clip.mp4 --audio voice.wav --out out.mp4',
  },
  videoTranslate: {
    command: 'translate',
    noun: 'translation',
    summary: 'translate a video into other languages',
    example: '--video film.mp4 --to de,fr --out out/',
  },
};

/** The kinds as they are written after --kind. */
export const kindNames: readonly Kind[] = Object.keys(kinds) as Kind[];

/** What jobs of any kind can be listed by. */
export const filters: Fields = Object.assign({}, ...kindNames.map((kind) => inputs[kinds[kind].find].query));

/** The types of a kind's inputs, such as video and audio. */
export function mediaOf(kind: Kind): readonly string[] {
  return bodies[`${kind}.generate`].inputs.items.fields.type.enum;
}

/** The other fields of its body. */
export function fieldsOf(kind: Kind): Fields {
  const { inputs: _, ...fields }: Fields & { inputs?: unknown } = bodies[`${kind}.generate`];
  return fields;
}

/** True if a kind's result is a set of files by language, which needs a folder. */
export function makesFolder(kind: Kind): boolean {
  return kinds[kind].result === 'outputs';
}

/** The resource of a kind; what it takes and gives is described by the tables. */
export function resourceOf(client: Chamelaion, kind: Kind): JobResource<'lipsync'> {
  return client[kind] as unknown as JobResource<'lipsync'>;
}

/** The id of the job with this reference, rather of one that has not failed; undefined if the API lists none. */
export async function findJob(session: Session, kind: Kind, reference: string): Promise<string | undefined> {
  const { requests } = resourceOf(await session.client(), kind);
  const { data } = await requests.list({ reference_id: reference }, { signal: session.io.signal });
  const ours = data.filter((job) => job?.reference_id === reference);
  return (ours.find(({ status }) => status !== 'failed') ?? ours[0])?.id;
}

/** True for what the API, and not this machine, reads. */
export function isRemote(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
