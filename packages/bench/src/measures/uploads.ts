import { createReadStream } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clients } from '../clients.ts';
import { interleave, median, ratios, spread } from '../interleave.ts';
import { runProgram } from '../peer-programs.ts';
import type { Section } from '../section.ts';

const size = 100_000_000;

/** What an upload from disk costs in time and memory. */
export async function measureUploads(rounds: number): Promise<Section> {
  let received = 0;
  const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  const server = createServer(async (request, response) => {
    for await (const chunk of request) received += chunk.length;
    if (request.method === 'GET') {
      response.setHeader('content-length', size);
      return createReadStream(join(folder, 'large.mp4')).pipe(response);
    }
    const url = `http://${request.headers.host}/part`;
    // One answer for all: each client finds its own field.
    const body = { status: 'success', request_id: 'job', id: 'job', etag: 'part', upload_url: url, file_url: url };
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const memory: Record<string, number[]> = {};
  try {
    const [small, large] = [join(folder, 'small.mp4'), join(folder, 'large.mp4')];
    await writeFile(small, 'ftyp');
    await writeFile(large, '');
    await truncate(large, size);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const upload = async (file: string): Promise<number> => {
      received = 0;
      const { ms, bytes } = JSON.parse(await runProgram('upload', file, url, small, large));
      if (received < size) throw new Error(`${file} sent ${received} bytes of ${size}`);
      memory[file] ??= [];
      memory[file].push(bytes / 1e6);
      return ms;
    };
    const files = clients.map(({ file }) => file);
    const related = ratios(await interleave(rounds, files, upload), 'raw-fetch');
    const fetched = JSON.parse(await runProgram('download', 'chamelaion', url, join(folder, 'out.mp4')));
    return {
      title: 'Uploads',
      text: `${size / 1e6} MB from disk over loopback, as each client's documentation has it, times raw \`fetch\` with a form of
\`fs.openAsBlob()\`; and the most memory that the process held, beyond what it held before. fal sends a file of this size
in parts of 10 MB, one after the other. A download of as much by \`download\` of \`@chamelaion/client/node\` needs
${(fetched.bytes / 1e6).toFixed(0)} MB.`,
      header: ['', 'time', 'memory at the peak'],
      rows: clients.map(({ file, label }) => {
        return [label, spread(related[file]), `${median(memory[file] ?? []).toFixed(0)} MB`];
      }),
    };
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}
