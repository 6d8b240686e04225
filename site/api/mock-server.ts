/** @module @chamelaion/mock-server */
export * from '../../packages/mock-server/src/index.ts';
