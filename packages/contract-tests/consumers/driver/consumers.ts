import type { Command } from '../../runtimes/driver/runtimes.ts';
import tools from '../tools/package.json' with { type: 'json' };

/** One way to use the packages. */
export interface Consumer {
  readonly name: string;
  /** The folder of `apps` that it gets a copy of. */
  readonly app: string;
  /** Run in that copy, one after the other. */
  readonly commands: readonly Command[];
  /** True if what it needs comes as a binary for Linux x64 alone. */
  readonly linuxOnly?: boolean;
}

const versions: Readonly<Record<string, string>> = { ...tools.dependencies, ...tools.optionalDependencies };

/** The version of a tool, without its alias. */
const version = (name: string) => versions[name]?.replace(/^npm:.*@/, '');

// Seen from a copy of an app.
const tool = (path: string) => `../../node_modules/${path}`;
const node = (path: string, ...args: string[]): Command => [process.execPath, tool(path), ...args];
const workerConditions = '--conditions=workerd,worker,browser';
const own = (file: string, ...args: string[]): Command => [process.execPath, file, ...args];

/** All that the packed packages are tried with. A new one is a line here and a folder of `apps`. */
export const consumers: readonly Consumer[] = [
  ...['node-20', 'node-22', 'node-24'].flatMap((name) =>
    ['import.js', 'require.cjs'].map(
      (file): Consumer => ({
        name: `Node ${version(name)}, ${file}`,
        app: 'node',
        commands: [[tool(`${name}/bin/node`), file]],
        linuxOnly: true,
      }),
    ),
  ),
  ...['typescript-5.4', 'typescript', 'typescript-7'].flatMap((name) =>
    [
      ['--module', 'nodenext'],
      ['--module', 'esnext', '--moduleResolution', 'bundler'],
    ].map(
      (flags): Consumer => ({
        name: `TypeScript ${version(name)}, ${flags.at(-1)}`,
        app: 'typescript',
        commands: [
          node(`${name}/bin/tsc`, '-p', '.', ...flags),
          node(`${name}/bin/tsc`, '-p', 'tsconfig.page.json', ...flags),
          own('dist/job.js'),
        ],
      }),
    ),
  ),
  ...['page.html', 'hooks.html'].map(
    (page): Consumer => ({
      name: `Vite ${version('vite')}, ${page} in Chromium`,
      app: 'vite',
      commands: [node('vite/bin/vite.js', 'build'), own('visit.js', page)],
      linuxOnly: true,
    }),
  ),
  {
    name: `esbuild ${version('esbuild')}, a worker in workerd`,
    app: 'worker',
    commands: [
      node(
        'esbuild/bin/esbuild',
        'worker.ts',
        '--bundle',
        '--format=esm',
        '--outfile=dist/worker.js',
        workerConditions,
      ),
      node('workerd/bin/workerd', 'test', 'config.capnp'),
    ],
    linuxOnly: true,
  },
  { name: `Express ${version('express')}, the proxy`, app: 'express', commands: [own('server.js')] },
  {
    name: `Next.js ${version('next')}, app router`,
    app: 'next',
    commands: [node('next/dist/bin/next', 'build'), own('visit.js')],
  },
  {
    name: `Jest ${version('jest')}`,
    app: 'jest',
    commands: [[process.execPath, '--experimental-vm-modules', tool('jest/bin/jest.js')]],
  },
  { name: `Vitest ${version('vitest')}`, app: 'vitest', commands: [node('vitest/vitest.mjs', 'run')] },
];
