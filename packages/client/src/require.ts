export { Chamelaion as default, Chamelaion as 'module.exports' } from './client.ts';
