import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

const linkAlone = /^\[[^\]]+\]\((\.\.\/[^)#]*(?:README|CONTRIBUTING)\.md)#([^)]+)\)$/gm;

/**
 * A paragraph that is nothing but a link to a section of a README, or of CONTRIBUTING.md, becomes that section, so that what npm shows is
 * written once. Where Markdown is read as it is, the link leads there.
 */
export function includeSections(md: MarkdownRenderer): void {
  md.core.ruler.before('normalize', 'sections', (state) => {
    // A title alone is rendered without its page.
    if (state.env.path === undefined) return;
    const folder = dirname(state.env.path);
    state.src = state.src.replace(linkAlone, (_, path, anchor) => readSection(md, resolve(folder, path), anchor));
  });
}

/** The section's text without its heading. */
function readSection(md: MarkdownRenderer, file: string, anchor: string): string {
  const text = readFileSync(file, 'utf8');
  const headings = md.parse(text, { path: file }).filter(({ type, level }) => type === 'heading_open' && level === 0);
  const index = headings.findIndex((heading) => heading.attrGet('id') === anchor);
  const heading = headings[index];
  if (!heading?.map) throw new Error(`${file} has no section #${anchor}`);
  const next = headings.slice(index + 1).find(({ tag }) => tag <= heading.tag);
  return text.split('\n').slice(heading.map[1], next?.map?.[0]).join('\n');
}
