/** One measurement, as a part of the page. */
export interface Section {
  readonly title: string;
  /** What was done, and how to read the table. */
  readonly text: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The section in Markdown. */
export function toMarkdown({ title, text, header, rows }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, text, [header, header.map(() => '---'), ...rows].map(line).join('\n')].join('\n\n');
}
