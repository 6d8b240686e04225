import { handler } from './chamelaion.ts';

export const loader = ({ request }: { request: Request }) => handler(request);
export const action = loader;
