const Chamelaion = require('@chamelaion/client');

import('./job.js').then(({ job }) => job(new Chamelaion(), process.env.REFERENCE));
