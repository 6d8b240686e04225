



















import Chamelaion from '@chamelaion/client';

const { status } = await new Chamelaion().health.check();
export {};
