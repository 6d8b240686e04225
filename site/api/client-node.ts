/** @module @chamelaion/client/node */
export * from '../../packages/client/src/node/index.ts';
