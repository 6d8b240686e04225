import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { packRelease } from './pack-release.ts';
import { releasePlan } from './release-plan.ts';
import { projectRoot } from './workspace.ts';

// `release` says what is to do; `release FOLDER` packs what is to publish.
const [destination] = process.argv.slice(2);
const { version, publish } = await releasePlan(fileURLToPath(projectRoot));
if (destination) await packRelease(publish, destination);

const lines = `version=${version}\npublish=${publish.length > 0}\n`;
process.stdout.write(publish.map(({ name, version }) => `to publish: ${name}@${version}\n`).join('') + lines);
if (process.env['GITHUB_OUTPUT']) await appendFile(process.env['GITHUB_OUTPUT'], lines);
