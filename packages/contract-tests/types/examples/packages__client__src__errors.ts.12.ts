










import Chamelaion, { ChamelaionError } from '@chamelaion/client';

try {
  await new Chamelaion().lipsync.requests.retrieve('');
} catch (error) {
  if (error instanceof ChamelaionError) console.error(error.message);
}
export {};
