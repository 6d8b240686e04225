import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { pack, publishedPackages } from './pack.ts';

const run = promisify(execFile);
const published = await publishedPackages();
const folder = await mkdtemp(join(tmpdir(), 'tarballs-'));
afterAll(() => rm(folder, { recursive: true }));

const everywhere = [/^package\.json$/, /^README\.md$/, /^LICENSE$/, /^src\/.+\.ts$/];

// A chunk's hash changes with what is in it.
const chunk = /^dist\/[a-z]+(-[a-z]+)*-[\w-]{8}\.(js|js\.map|d\.ts)$/;

/** What a package holds besides, under the name of its folder. */
const contents: Readonly<Record<string, readonly RegExp[]>> = {
  batch: [/^dist\/index\.(js|js\.map|d\.ts)$/, chunk],
  cli: [/^dist\/main\.js$/, /^bin\/chamelaion\.js$/, /^THIRD-PARTY\.md$/, chunk],
  client: [/^dist\/(index|require|fetch|node|browser)\.(js|js\.map|d\.ts)$/, chunk],
  mcp: [/^dist\/start-server\.(js|js\.map)$/, /^bin\/chamelaion-mcp\.js$/],
  'mock-server': [
    /^dist\/(index|cli)\.(js|js\.map|d\.ts)$/,
    /^dist\/page\.js$/,
    /^bin\/chamelaion-mock\.js$/,
    /^assets\/(sample\.(mp4|wav)|lists\.json|page\.html|(base|page)\.css)$/,
    chunk,
  ],
  proxy: [/^dist\/(index|node)\.(js|js\.map|d\.ts)$/, chunk],
  react: [/^dist\/([a-z]+\/)?[a-z]+(-[a-z]+)*\.(js|js\.map|d\.ts)$/],
};

describe.each(published.map(({ folder }) => [basename(folder), folder]))('%s', async (name, source) => {
  const tarball = await pack(source, folder);
  const unpacked = await mkdtemp(join(folder, `${name}-`));
  await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  const { stdout } = await run('tar', ['-tzf', tarball]);
  const files = stdout
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
  const read = (path: string) => readFile(join(unpacked, path), 'utf8');

  test('the tarball holds what a user needs, and nothing else', () => {
    const wanted = [...everywhere, ...(contents[name] ?? [])];
    expect(files.filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(wanted.filter((pattern) => !files.some((path) => pattern.test(path)))).toEqual([]);
  });

  test('every file that package.json names is there, with its types', async () => {
    const { exports, bin } = JSON.parse(await read('package.json'));
    const exported = Object.values<string | object>(exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values<string>(entry as Record<string, string>),
    );
    const named = [...exported, ...Object.values<string>(bin ?? {})];
    const types = exported.filter((path) => path.endsWith('.js')).map((path) => path.replace(/\.js$/, '.d.ts'));
    expect([...named, ...types].filter((path) => !files.includes(posix.normalize(path)))).toEqual([]);
  });

  test('the sources are those of the repository', async () => {
    const { stdout } = await run('git', ['ls-files', 'src'], { cwd: source });
    const tracked = stdout.trim().split('\n');
    expect(files.filter((path) => path.startsWith('src/')).sort()).toEqual(
      tracked.filter((path) => path.endsWith('.ts')).sort(),
    );
  });

  test('every source map leads to sources in the tarball', async () => {
    const scripts = files.filter((path) => path.endsWith('.js'));
    const named = await Promise.all(
      scripts.map(async (path) => {
        const map = /\/\/# sourceMappingURL=(.+)/.exec(await read(path))?.[1];
        return map ? [posix.join(posix.dirname(path), map)] : [];
      }),
    );
    const maps = files.filter((path) => path.endsWith('.map'));
    expect(named.flat().sort()).toEqual(maps.sort());
    for (const map of maps) {
      const { sources } = JSON.parse(await read(map)) as { sources: string[] };
      // What is bundled of the contract is data; its text stands in the map itself.
      const code = sources.filter((path) => !path.includes('/spec/'));
      expect(code.filter((path) => !files.includes(posix.join(posix.dirname(map), path)))).toEqual([]);
    }
  });

  test('no dependency is left to the workspace or to a range', async () => {
    const { dependencies = {} } = JSON.parse(await read('package.json'));
    expect(Object.values<string>(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
