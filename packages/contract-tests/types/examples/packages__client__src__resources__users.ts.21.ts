



















import Chamelaion from '@chamelaion/client';

const { name } = await new Chamelaion().users.retrieveCurrent();
export {};
