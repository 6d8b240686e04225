import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { remark } from 'remark';
import { globSync } from 'tinyglobby';
import { visit } from 'unist-util-visit';

/** The project's top folder. */
export const root: string = fileURLToPath(new URL('../../../', import.meta.url));

const pages = ['*.md', 'packages/*/*.md', 'docs/**/*.md'];
const sources = ['packages/*/src/**/*.ts'];
const generated = ['docs/api/**', '**/generated/**'];

/** A fenced block of code in the documentation. */
export interface CodeBlock {
  /** The file that it stands in, from the project's top folder. */
  readonly file: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
  readonly language: string;
  /** What follows the language: a title, or `no-run`. */
  readonly meta: string;
  readonly code: string;
}

/** Is it code that the compiler takes? */
export function isTypeScript({ language }: CodeBlock): boolean {
  return language === 'ts' || language === 'tsx';
}

/** Every block of every Markdown file. */
export async function markdownBlocks(): Promise<CodeBlock[]> {
  return blocksOf(await read(pages));
}

/** Every block in a documentation comment of the sources of the packages. */
export async function commentBlocks(): Promise<CodeBlock[]> {
  const texts = await read(sources);
  return blocksOf(texts.map(([file, text]) => [file, commentsAsMarkdown(text)]));
}

/** Markdown that is written as code, such as a command in a sentence. */
export async function inlineCode(): Promise<{ file: string; code: string }[]> {
  const found: { file: string; code: string }[] = [];
  for (const [file, text] of await read(pages)) {
    visit(remark().parse(text), 'inlineCode', ({ value }) => void found.push({ file, code: value }));
  }
  return found;
}

/** The files that are written by hand, in the order of their names. */
async function read(patterns: string[]): Promise<[file: string, text: string][]> {
  const files = globSync(patterns, { cwd: root, ignore: generated }).sort();
  return Promise.all(files.map(async (file) => [file, await readFile(join(root, file), 'utf8')]));
}

function blocksOf(texts: readonly (readonly [file: string, text: string])[]): CodeBlock[] {
  const found: CodeBlock[] = [];
  for (const [file, text] of texts) {
    visit(remark().parse(text), 'code', ({ lang, meta, value, position }) => {
      const line = (position?.start.line ?? 0) + 1;
      found.push({ file, line, language: lang ?? '', meta: meta ?? '', code: value });
    });
  }
  return found;
}

/** The text of all documentation comments, each on its own line: the lines between them are left empty. */
function commentsAsMarkdown(source: string): string {
  let inside = false;
  return source
    .split('\n')
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) inside = true;
      const text = inside ? line.replace(/^\s*\/?\*+\/? ?/, '') : '';
      if (line.includes('*/')) inside = false;
      return text.replace(/\*\/\s*$/, '');
    })
    .join('\n');
}
