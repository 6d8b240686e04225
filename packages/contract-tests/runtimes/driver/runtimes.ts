import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundles } from './bundle.ts';

/** A program and its arguments. */
export type Command = readonly [file: string, ...args: string[]];

/** A runtime from the registry. */
export interface Runtime {
  readonly name: string;
  /** Prints its version, which shows that it is there. */
  version(): Promise<Command>;
  /** Runs the cases on the stage that `origin` serves; `folder` is there to write into. */
  start(origin: string, folder: string): Promise<Command>;
  /** False if only the driver ends it. */
  readonly endsByItself: boolean;
}

const installed = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const bundled = (name: string) => fileURLToPath(new URL(name, bundles));

/** A runtime that runs a script, as a user's program. */
function ofScripts(name: string, kind: string, command: Command, flags = (_folder: string): string[] => []): Runtime {
  return {
    name,
    version: async () => [...command, '--version'],
    start: async (origin, folder) => [...command, ...flags(folder), bundled('script.js'), kind, origin, folder],
    endsByItself: true,
  };
}

const node = (major: number) => ofScripts(`Node ${major}`, 'node', [installed(`node-${major}/bin/node`)]);
const bun = ofScripts('Bun', 'bun', [installed('bun/bin/bun.exe')]);

// All that is asked for: no environment, no files but those that are uploaded or downloaded.
const deno = ofScripts('Deno', 'deno', [process.execPath, installed('deno/bin.cjs')], (folder) => [
  ...['run', '--no-prompt', '--allow-net=127.0.0.1', `--allow-read=${folder}`, `--allow-write=${folder}`],
  '--node-modules-dir=manual',
]);

const workerd: Runtime = {
  name: 'workerd',
  version: async () => [process.execPath, installed('workerd/bin/workerd'), '--version'],
  async start(origin, folder) {
    const config = join(folder, 'config.capnp');
    await writeFile(config, workerdConfig(origin));
    return [process.execPath, installed('workerd/bin/workerd'), 'test', config, `-I${bundled('')}`];
  },
  endsByItself: true,
};

const workerdConfig = (origin: string) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "main.js", esModule = embed "/workerd.js")],
      compatibilityDate = "2026-11-01",
      bindings = [(name = "origin", text = "${origin}")],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
);
`;

function chromium(name: string, path: string): Runtime {
  return {
    name,
    version: async () => [await chromiumFile(), '--version'],
    start: async (origin, folder) => [
      await chromiumFile(),
      ...['--headless', '--no-sandbox', '--no-first-run', '--no-proxy-server'],
      ...['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((part) => `--disable-${part}`),
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      `--user-data-dir=${folder}`,
      `${origin}${path}`,
    ],
    endsByItself: false,
  };
}

let unpacked: Promise<string> | undefined;

/** Chromium comes packed; two must not unpack it at once. */
function chromiumFile(): Promise<string> {
  // Not by name: types are checked without this folder's own install.
  const name: string = '@sparticuz/chromium';
  unpacked ??= import(name).then((packed) => packed.default.executablePath());
  return unpacked;
}

const hermes: Runtime = {
  name: 'React Native',
  // Its own --version begins with that of its compiler.
  version: async () => [
    process.execPath,
    '--print',
    `require('${installed('hermes-engine-cli/package.json')}').version`,
  ],
  start: async (origin, folder) => [
    process.execPath,
    '--import',
    import.meta.resolve('tsx'),
    fileURLToPath(new URL('run-hermes.ts', import.meta.url)),
    installed('hermes-engine-cli/linux64-bin/hermes'),
    bundled('hermes.js'),
    origin,
    folder,
  ],
  endsByItself: true,
};

/** All that the client is tried on. */
export const runtimes: readonly Runtime[] = [
  node(20),
  node(22),
  node(24),
  node(26),
  bun,
  deno,
  workerd,
  chromium('Chromium', '/page'),
  chromium('Chromium worker', '/web-worker'),
  hermes,
];
