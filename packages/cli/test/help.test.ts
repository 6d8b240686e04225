import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../src/program.ts';

/** Help texts by command, with those of its children. */
function helpOf(command: Command, path: string): (readonly [path: string, help: string])[] {
  let help = '';
  const writeOut = (text: string) => {
    help += text;
  };
  command.configureOutput({ writeOut, getOutHelpWidth: () => 80 }).outputHelp();
  return [[path, help.trimEnd()], ...command.commands.flatMap((child) => helpOf(child, `${path} ${child.name()}`))];
}

const helps = helpOf(
  createProgram({}, async () => {}),
  'chamelaion',
);

test.each(helps)('--help of %s fits 80 columns, and has an example', (_, help) => {
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(help).toMatch(/^Example:\n {2}\$ chamelaion /m);
});

test('the page of the commands is what they say', async () => {
  const intro = `# Commands

What \`--help\` says of each command of \`@chamelaion/cli\`.
`;
  const sections = helps.map(([path, help]) => `## ${path}\n\n\`\`\`\n${help}\n\`\`\`\n`);
  await expect(
    [intro, ...sections].join('\n'),
    'write it anew by: pnpm --filter ./packages/cli docs',
  ).toMatchFileSnapshot('../../../docs/cli.md');
});
