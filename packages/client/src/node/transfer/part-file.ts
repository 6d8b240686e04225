import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ChamelaionError } from '../../errors.ts';

// Far enough for what tells one kind of file from another.
const headLength = 256;

/** A file that is not whole yet: under a separate name beside the target, so that it can take its name at once. */
export class PartFile {
  /** Bytes so far. */
  received = 0;
  /** How the file begins, as Latin-1: 256 bytes or more, if it has so many. */
  head = '';
  readonly #target: string;
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(target: string, path: string, handle: FileHandle) {
    this.#target = target;
    this.#path = path;
    this.#handle = handle;
  }

  /** Refuses targets that could not be written in the end. */
  static async create(name: string): Promise<PartFile> {
    // A link stays one, and what it leads to is replaced.
    const target = await realpath(name).catch(() => aim(name));
    const there = await stat(target).catch(() => undefined);
    // A rename would replace even a device.
    if (there && !there.isFile()) throw new ChamelaionError(`${target} is not a file: give the path of a file`);
    // Who may not read what is there may not read what replaces it.
    const mode = there ? there.mode & 0o777 : 0o666;
    // As long as a name may be, the suffix must still fit.
    const start = [...basename(target)].slice(0, 50).join('');
    const path = join(dirname(target), `${start}.${randomUUID().slice(0, 8)}.part`);
    const handle = await onDisk(target, async () => {
      // Appending, so that a truncated file goes on from its start.
      const handle = await open(path, 'ax', mode);
      // The process's mask may have taken rights away. Some file systems know none.
      if (there) await handle.chmod(mode).catch(() => {});
      return handle;
    });
    return new PartFile(target, path, handle);
  }

  async append(bytes: Uint8Array): Promise<void> {
    await onDisk(this.#target, () => this.#handle.appendFile(bytes));
    this.received += bytes.byteLength;
    if (this.head.length < headLength) this.head += String.fromCharCode(...bytes.subarray(0, headLength));
  }

  async restart(): Promise<void> {
    await onDisk(this.#target, () => this.#handle.truncate());
    this.received = 0;
    this.head = '';
  }

  /** Brings the bytes to the disk, so that not even a power cut leaves half a file under the final name. */
  async flush(): Promise<void> {
    await onDisk(this.#target, () => this.#handle.sync());
  }

  /** Takes the final name, whatever is there. */
  async finish(): Promise<void> {
    await onDisk(this.#target, async () => {
      // Windows renames no open file.
      await this.#handle.close();
      await rename(this.#path, this.#target);
    });
  }

  /** Leaves nothing behind; does nothing once the file is finished. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }
}

/** The target of a link whose file does not exist yet; the path itself if it is no link. */
async function aim(path: string): Promise<string> {
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : resolve(dirname(path), link);
}

async function onDisk<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const message = `${target} cannot be written: ${(cause as Error).message}`;
    throw new ChamelaionError(`${message}. Make room or choose another path, and download it again`, {
      cause,
    });
  }
}
