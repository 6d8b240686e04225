import Chamelaion from '@chamelaion/client';
import { job } from './job.js';

export default {
  test(_, { baseURL, reference }) {
    return job(new Chamelaion({ apiKey: 'any', baseURL }), reference);
  },
};
