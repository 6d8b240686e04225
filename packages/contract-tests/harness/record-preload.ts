import { appendFileSync } from 'node:fs';
import { recording } from './record.ts';

// Loaded before a program of ours, shows what its every call of the API was, without its help.
const file = process.env['RECORD_TO'] ?? '';
const send = globalThis.fetch;
globalThis.fetch = async (input, init = {}) => {
  const url = String(input);
  const baseURL = /^https?:\/\/[^/]+\/api(?=\/)/.exec(url)?.[0];
  if (!baseURL) return send(input, init);
  const note = (recorded: object) => appendFileSync(file, `${JSON.stringify(recorded)}\n`);
  return recording(baseURL, note, send)(url, init);
};
