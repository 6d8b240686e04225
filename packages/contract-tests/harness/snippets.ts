import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** An example that the documentation gives. */
export interface Snippet {
  /** The file, from the project's root. */
  readonly file: string;
  /** The line of the file that is its first. */
  readonly line: number;
  readonly code: string;
}

// Their own tests compile theirs, with frameworks that these tests do without.
const elsewhere = ['react', 'proxy'];

/** Every TypeScript example of the documents and of the comments of the client and the mock. */
export async function documentedSnippets(): Promise<Snippet[]> {
  const names = (await readdir(join(root, 'packages'))).filter((name) => !elsewhere.includes(name));
  const packages = names.map((name) => join('packages', name));
  const documents = await Promise.all(
    ['.', 'docs', ...packages].map((folder) => filesOf(folder, '.md', false)),
  );
  const sources = await Promise.all(packages.map((folder) => filesOf(join(folder, 'src'), '.ts', true)));
  const files = [...documents, ...sources].flat();
  const snippets = await Promise.all(
    files.map(async (file) => snippetsOf(file, await readFile(join(root, file), 'utf8'))),
  );
  return snippets.flat();
}

async function filesOf(folder: string, ending: string, recursive: boolean): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive }).catch((): string[] => []);
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** The fenced `ts` blocks of a document, or of the comments of a module. */
export function snippetsOf(file: string, text: string): Snippet[] {
  const snippets: { file: string; line: number; code: string }[] = [];
  let open: (typeof snippets)[number] | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const shown = file.endsWith('.ts') ? line.replace(/^\s*\* ?/, '') : line;
    if (open && shown.startsWith('```')) {
      snippets.push(open);
      open = undefined;
    } else if (open) open.code += `${shown}\n`;
    else if (/^```tsx?\b/.test(shown)) open = { file, line: index + 2, code: '' };
  }
  return snippets;
}

/** Writes each snippet into a module of its own, at the line where it stands in its document. */
export async function writeSnippets(snippets: readonly Snippet[], folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { file, line, code } of snippets) {
    const name = `${file.replaceAll(/[/\\]/g, '__')}.${line}.ts`;
    await writeFile(join(folder, name), `${'\n'.repeat(line - 1)}${code}export {};\n`);
  }
}
