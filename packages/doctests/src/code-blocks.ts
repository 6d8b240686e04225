import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remark } from 'remark';
import { visit } from 'unist-util-visit';
import { markdownFiles, root, sourceFiles } from './workspace.ts';

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
  return blocksOf(await markdownFiles(), (text) => text);
}

/** Every block in a documentation comment of the packages' sources. */
export async function commentBlocks(): Promise<CodeBlock[]> {
  return blocksOf(await sourceFiles(), commentsAsMarkdown);
}

/** Markdown that is written as code, such as a command in a sentence. */
export async function inlineCode(): Promise<{ file: string; code: string }[]> {
  const found: { file: string; code: string }[] = [];
  for (const file of await markdownFiles()) {
    const tree = remark().parse(await readFile(join(root, file), 'utf8'));
    visit(tree, 'inlineCode', ({ value }) => void found.push({ file, code: value }));
  }
  return found;
}

async function blocksOf(files: string[], toMarkdown: (text: string) => string): Promise<CodeBlock[]> {
  const found: CodeBlock[] = [];
  for (const file of files) {
    const tree = remark().parse(toMarkdown(await readFile(join(root, file), 'utf8')));
    visit(tree, 'code', ({ lang, meta, value, position }) => {
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
