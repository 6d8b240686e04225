


























































import Chamelaion from '@chamelaion/client';

try {
  await new Chamelaion().users.retrieveCurrent();
} catch (error) {
  if (error instanceof Chamelaion.APIError) console.error(error.status, error.message);
}
export {};
