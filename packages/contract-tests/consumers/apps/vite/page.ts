import Chamelaion from '@chamelaion/client';
import { job } from './job.js';

const { CHAMELAION_BASE_URL: baseURL, REFERENCE } = import.meta.env;
const client = new Chamelaion({ apiKey: 'any', baseURL, dangerouslyAllowBrowser: true });

console.log(`job: ${await job(client, REFERENCE).catch(String)}`);
