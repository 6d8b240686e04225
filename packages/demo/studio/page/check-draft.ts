import type { Draft, Part, Problems } from './draft.ts';

const names: Readonly<Record<Part, string>> = { video: 'video', audio: 'voice track' };

/** Checks a draft before anything is sent, and whether its files can still be read. */
export async function checkDraft(draft: Draft): Promise<Problems> {
  const check = (part: Part) =>
    draft.source === 'files' ? checkFile(part, draft[part]) : checkAddress(part, draft[`${part}URL`]);
  const [video, audio] = await Promise.all([check('video'), check('audio')]);
  return { ...(video && { video }), ...(audio && { audio }) };
}

async function checkFile(part: Part, file: File | undefined): Promise<string | undefined> {
  if (!file) return `Choose a ${names[part]} first.`;
  if (file.size === 0) return `“${file.name}” is empty. Choose another file.`;
  try {
    await file.slice(0, 1).arrayBuffer();
    return undefined;
  } catch {
    return `“${file.name}” was moved or changed after you chose it. Choose it again.`;
  }
}

function checkAddress(part: Part, text: string): string | undefined {
  const address = text.trim();
  if (!address) return `Paste the address of the ${names[part]} first.`;
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  return isWeb ? undefined : `“${address}” is not a web address. It begins with https:// or http://.`;
}
