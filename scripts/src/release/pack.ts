import { fileURLToPath } from 'node:url';
import { projectRoot } from '../workspace.ts';
import { packAll } from './pack-all.ts';

const [destination] = process.argv.slice(2);
if (!destination) throw new Error('name the folder for the tarballs:  pnpm release:pack FOLDER');
for (const { name, version, tarball } of await packAll(fileURLToPath(projectRoot), destination)) {
  console.log(`${name}@${version} ${tarball}`);
}
