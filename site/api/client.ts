/**
 * The typed client.
 *
 * @module @chamelaion/client
 */
export * from '../../packages/client/src/index.ts';
