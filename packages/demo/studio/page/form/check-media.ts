import type { MediaDraft, Medium, Part, Problems } from './media-draft.ts';

const names: Readonly<Record<Part, string>> = { video: 'video', audio: 'voice track', subtitles: 'subtitle file' };

/** Checks these parts of a draft before anything is sent, and whether its files can still be read. */
export async function checkMedia(draft: MediaDraft, parts: readonly Medium[]): Promise<Problems> {
  const found = await Promise.all(
    parts.map(async (part) => {
      const problem =
        draft.source === 'files'
          ? await checkFile(part, draft.files[part])
          : checkAddress(part, draft.addresses[part] ?? '');
      return problem ? [[part, problem]] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** What is wrong with a file; undefined if nothing is. */
export async function checkFile(part: Part, file: File | undefined): Promise<string | undefined> {
  if (!file) return `Choose a ${names[part]} first.`;
  if (file.size === 0) return `“${file.name}” is empty. Choose another file.`;
  try {
    await file.slice(0, 1).arrayBuffer();
    return undefined;
  } catch {
    return `“${file.name}” was moved or changed after you chose it. Choose it again.`;
  }
}

function checkAddress(part: Medium, text: string): string | undefined {
  const address = text.trim();
  if (!address) return `Paste the address of the ${names[part]} first.`;
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  return isWeb ? undefined : `“${address}” is not a web address. It begins with https:// or http://.`;
}
