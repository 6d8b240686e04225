














import Chamelaion, { type ClientOptions } from '@chamelaion/client';

const options: ClientOptions = { apiKey: process.env['CHAMELAION_API_KEY'], environment: 'staging' };
const client = new Chamelaion(options);
export {};
