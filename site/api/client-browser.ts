/** @module @chamelaion/client/browser */
export * from '../../packages/client/src/browser/index.ts';
