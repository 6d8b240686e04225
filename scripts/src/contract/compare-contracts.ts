import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { type Impact, rateChange } from './rate-change.ts';
import { type ReportedChange, redoclyDiff } from './redocly-diff.ts';
import { statements } from './statements.ts';

/** One difference between two contracts. */
export interface Change {
  impact: Impact;
  /** What changed, and in which file and line if that is known. */
  text: string;
}

const order: Impact[] = ['breaking', 'additive', 'docs'];

/** Every difference from one contract to another, the worst first. `root` is where file names start. */
export async function compareContracts(base: URL, revision: URL, root: URL): Promise<Change[]> {
  const texts = await Promise.all([base, revision].map((file) => readFile(file, 'utf8')));
  // Redocly takes half a second to start.
  if (texts[0] === texts[1]) return [];
  const reported = await redoclyDiff(base, revision, root);
  const [before, after] = texts.map((text) => parse(text));
  const said = { before: statements(before), after: statements(after) };
  const gone = [...said.before].filter((text) => !said.after.has(text));
  const added = [...said.after].filter((text) => !said.before.has(text));
  const changes: Change[] = [
    ...reported.map((change) => ({ impact: rateChange(change), text: describe(change) })),
    ...gone.map((text): Change => ({ impact: 'breaking', text: `${text} is gone` })),
    ...added.map((text): Change => ({ impact: 'additive', text: `${text} is new` })),
  ];
  if (changes.length === 0 && !isDeepStrictEqual(before, after)) {
    changes.push({ impact: 'docs', text: 'examples, or the order of lists, differ' });
  }
  // A shared schema is reported once for each of its uses.
  const distinct = new Map(changes.map((change) => [change.text, change]));
  return [...distinct.values()].sort((a, b) => order.indexOf(a.impact) - order.indexOf(b.impact));
}

/** The worst of them, or undefined if there is no change. */
export function worst(changes: Change[]): Impact | undefined {
  return order.find((impact) => changes.some((change) => change.impact === impact));
}

function describe({ kind, path, property, verdicts, base, revision }: ReportedChange): string {
  const place = revision ?? base;
  const judged = verdicts.map(({ message }) => message).join(' ');
  const what =
    kind === 'modified'
      ? `\`${property}\` changed from ${short(base?.value)} to ${short(revision?.value)} at ${path}`
      : `${kind}: ${path}`;
  return `${place?.file}:${place?.line} ${judged || what}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
