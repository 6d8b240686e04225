import { inputs } from '@chamelaion/spec/operations';
import { readFields } from '../field-options.ts';
import { type ListFlags, listRows } from '../list-rows.ts';
import type { Session } from '../session.ts';

/** Lists the voices that a translation may speak with. */
export async function voices(session: Session<ListFlags>): Promise<void> {
  const { query } = inputs['videoTranslate.voices.list'];
  const client = await session.client();
  const page = client.videoTranslate.voices.list(readFields(session.flags, query), { signal: session.io.signal });
  await listRows(session, page, ({ voices }: { voices: object[] }) => voices, [
    'voice_id',
    'name',
    'language',
    'gender',
    'description',
  ]);
}
