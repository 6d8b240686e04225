import { readFile } from 'node:fs/promises';
import { arch, cpus, totalmem, type } from 'node:os';

/** On what, when and of what it was measured. */
export async function describeSurroundings(): Promise<string> {
  const file = new URL('../peers/package.json', import.meta.url);
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(await readFile(file, 'utf8'));
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node} on ${type()} ${arch()}, ${cpus().length} CPUs, ${memory} of memory.
Ours as they stand in this commit, beside ${versions.join(', ')}: the newest versions that run on Node 20.`;
}
