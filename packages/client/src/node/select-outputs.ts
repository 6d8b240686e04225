import { join } from 'node:path';
import { inspect } from 'node:util';
import { ChamelaionError } from '../errors.ts';
import { checkText } from '../options/check-text.ts';
import { languagesOf, type MaybeCompleted, translationURL } from './output-url.ts';
import type { FileKind } from './transfer/file-kind.ts';

/** One file that is wanted, and how far it has come. */
export interface Output {
  readonly language: string;
  readonly kind: FileKind;
  readonly path: string;
  readonly url: URL;
  received: number;
  total: number | undefined;
}

const extensions: Readonly<Record<FileKind, string>> = { video: 'mp4', audio: 'wav', srt: 'srt' };
const kinds = Object.keys(extensions) as FileKind[];
// What every file system can hold, in bytes of UTF-8.
const longestName = 255;

/** What is wanted of a translation, all of it checked. */
export function selectOutputs(
  request: MaybeCompleted,
  folder: string,
  options: {
    readonly name?: string | undefined;
    readonly languages?: readonly string[] | undefined;
    readonly files?: readonly FileKind[] | undefined;
  },
): Output[] {
  const languages = chosen('languages', options.languages, languagesOf(request));
  const files = chosen('files', options.files, kinds);
  if (files.some((kind) => !kinds.includes(kind))) {
    throw new ChamelaionError(`files must hold only '${kinds.join("', '")}'`);
  }
  const { name = request.id } = options;
  const outputs = languages.flatMap((language) =>
    files.map((kind) => ({
      language,
      kind,
      url: translationURL(request, language, kind),
      path: join(folder, nameOf(name, language, extensions[kind])),
      received: 0,
      total: 0,
    })),
  );
  checkDistinct(languages);
  return outputs;
}

/** The paths by language and file. */
export function pathsOf<Kind extends FileKind>(outputs: Output[]): { [language: string]: Record<Kind, string> } {
  const entriesIn = (language: string) =>
    outputs.filter((output) => output.language === language).map(({ kind, path }) => [kind, path]);
  // Made of entries, so that not even the language `__proto__` sets a prototype.
  return Object.fromEntries(outputs.map(({ language }) => [language, Object.fromEntries(entriesIn(language))]));
}

/** What is asked for, each once, or all. */
function chosen<T>(option: string, asked: readonly T[] | undefined, all: readonly T[]): T[] {
  if (asked === undefined) return [...all];
  if (Array.isArray(asked) && asked.length > 0) return [...new Set(asked)];
  throw new ChamelaionError(`${option} must be an array that is not empty: leave it out for all`);
}

/** The name that a file of a translation gets; nothing that leads elsewhere, or that another system takes otherwise. */
function nameOf(name: string, language: string, extension: string): string {
  checkPiece(name, 'name');
  checkPiece(language, 'language');
  // Windows takes these for devices, whatever follows the first dot.
  if (/^(con|prn|aux|nul|(com|lpt)[\d¹²³]) *(\.|$)/i.test(name)) {
    throw refused(name, 'name', 'names a device on Windows');
  }
  const file = `${name}.${language}.${extension}`;
  const length = new TextEncoder().encode(file).length;
  if (length <= longestName) return file;
  throw new ChamelaionError(
    `A file's name would have ${length} bytes, more than the ${longestName} that disks take: set a shorter name, or leave out the language`,
  );
}

/** Refuses languages whose files would replace each other on a disk that ignores case. */
function checkDistinct(languages: readonly string[]): void {
  const folded = languages.map((language) => language.normalize().toUpperCase());
  const again = folded.findIndex((one, index) => folded.indexOf(one) < index);
  if (again < 0) return;
  const twins = inspect([languages[folded.indexOf(folded[again] as string)], languages[again]]);
  throw new ChamelaionError(
    `languages ${twins} would share a file on disks that ignore case: download each to a separate directory`,
  );
}

function checkPiece(piece: string, field: string): void {
  const text = checkText(piece, field);
  if (text.startsWith('.')) throw refused(text, field, 'begins with a dot');
  const [character] = /[/\\:*?"<>|\p{Cc}]/u.exec(text) ?? [];
  if (character) throw refused(text, field, `holds ${inspect(character)}`);
}

function refused(text: string, field: string, flaw: string): ChamelaionError {
  const advice = field === 'name' ? 'set another name' : 'leave it out of languages';
  return new ChamelaionError(`${field} ${inspect(text)} ${flaw}, so it cannot name a file: ${advice}`);
}
