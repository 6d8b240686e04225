import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChamelaionError } from '@chamelaion/client';

/**
 * Keeps other processes of this machine out of a folder until it is released. The lock is a local socket, which the
 * system closes when its process ends, even if that is killed. It tells the process's id to all who connect.
 *
 * @returns how to release it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const name = `chamelaion-batch-${createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32)}`;
  // Linux has sockets without a file, and Windows pipes; elsewhere the file of a dead process has to go first.
  const isFile = process.platform !== 'linux' && process.platform !== 'win32';
  const path = isFile ? join(tmpdir(), name) : process.platform === 'linux' ? `\0${name}` : `\\\\.\\pipe\\${name}`;
  for (let attempt = 0; ; attempt++) {
    const server = createServer((socket) => socket.on('error', () => {}).end(String(process.pid)));
    try {
      server.listen(path).unref();
      await once(server, 'listening');
      return () => server.close();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      const pid = await holderOf(path);
      if (pid !== undefined || attempt > 2) {
        const next = pid ? 'end it first, or share the work over Postgres' : 'try again';
        throw new ChamelaionError(`${folder} is open in ${pid ? `process ${pid}` : 'another process'}: ${next}`);
      }
      if (isFile) await rm(path, { force: true });
    }
  }
}

/** The id of the process behind a socket; undefined if there is no answer. */
async function holderOf(path: string): Promise<string | undefined> {
  const socket = connect(path).setTimeout(2_000, () => socket.destroy());
  try {
    let pid = '';
    for await (const chunk of socket) pid += chunk;
    return pid || 'of unknown id';
  } catch {
    return undefined;
  }
}
