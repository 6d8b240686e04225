export { Batch } from './batch.ts';
export { checkItems, type ItemFlaw } from './check-items.ts';
export type { BatchEvent, BatchNews, BatchStatus } from './events.ts';
export type { BatchItem, BatchItemStatus, BatchKind, ItemState, OutputFile } from './item.ts';
export { openBatch } from './open-batch.ts';
export type { BatchOptions, BatchRunOptions } from './options.ts';
