import type { Chamelaion, JobResource, Kinds } from '@chamelaion/client';
import { bodies, type Fields, kinds } from '@chamelaion/spec/operations';
import { InvalidArgumentError } from 'commander';

/** A kind of job that the client has a resource for. */
export type JobKind = keyof Kinds & keyof Chamelaion;

/** The commands that make a job, a line for each kind. */
export const jobCommands: readonly {
  readonly name: string;
  readonly kind: JobKind;
  readonly noun: string;
  readonly summary: string;
  readonly example: string;
}[] = [
  {
    name: 'dub',
    kind: 'lipsync',
    noun: 'lip sync',
    summary: 'make a video speak an audio track (lip sync)',
    example: '--video clip.mp4 --audio voice.wav --out out.mp4',
  },
  {
    name: 'translate',
    kind: 'videoTranslate',
    noun: 'translation',
    summary: 'translate a video into other languages',
    example: '--video film.mp4 --to de,fr --out out/',
  },
];

/** The kinds as they are written after --kind. */
export const kindNames: readonly JobKind[] = Object.keys(kinds) as JobKind[];

/** The kind of this name, or of the command that makes its jobs. */
export function kindOf(name: string): JobKind | undefined {
  return kindNames.find((kind) => kind === name) ?? jobCommands.find((command) => command.name === name)?.kind;
}

/** Reads the name of a kind. */
export function toKind(name: string): JobKind {
  const kind = kindOf(name);
  if (kind) return kind;
  throw new InvalidArgumentError(`Choose ${kindNames.join(' or ')}.`);
}

/** What a kind's jobs are called. */
export function nounOf(kind: JobKind): string {
  return jobCommands.find((command) => command.kind === kind)?.noun ?? kind;
}

/** The types of a kind's inputs, such as video and audio. */
export function mediaOf(kind: JobKind): readonly string[] {
  return bodies[`${kind}.generate`].inputs.items.fields.type.enum;
}

/** The other fields of its body. */
export function fieldsOf(kind: JobKind): Fields {
  const { inputs: _, ...fields }: Fields & { inputs?: unknown } = bodies[`${kind}.generate`];
  return fields;
}

/** True if a kind's result is a set of files by language, which needs a folder. */
export function makesFolder(kind: JobKind): boolean {
  return kinds[kind].result === 'outputs';
}

/** The resource of a kind; what it takes and gives is described by the tables. */
export function resourceOf(client: Chamelaion, kind: JobKind): JobResource<'lipsync'> {
  return client[kind] as unknown as JobResource<'lipsync'>;
}

/** The id of the job with this reference, rather of one that has not failed; undefined if the API lists none. */
export async function findJob(
  client: Chamelaion,
  kind: JobKind,
  reference: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { data } = await resourceOf(client, kind).requests.list({ reference_id: reference }, { signal });
  const ours = data.filter((job) => job?.reference_id === reference);
  return (ours.find(({ status }) => status !== 'failed') ?? ours[0])?.id;
}

/** True for what the API, and not this machine, reads. */
export function isRemote(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
