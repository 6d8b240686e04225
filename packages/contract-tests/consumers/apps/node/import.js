import Chamelaion from '@chamelaion/client';
import { job } from './job.js';

await job(new Chamelaion(), process.env.REFERENCE);
