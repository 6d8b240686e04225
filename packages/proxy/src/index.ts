export type { Kind, OperationId } from '@chamelaion/spec/operations';
export { createProxyHandler, type ProxyHandler } from './create-proxy-handler.ts';
export type { ProxyContext } from './http/go-on.ts';
export type { BeforeSubmit, PlannedSubmission, SubmissionOutcome, SubmissionVerdict } from './jobs/budget.ts';
export { memoryReferences } from './jobs/memory-references.ts';
export type { ReferencePage, ReferenceRange, ReferenceStore } from './jobs/reference-store.ts';
export type { Authorization, ProxyOptions } from './options.ts';
export { createWebhookHandler, type WebhookHandler } from './webhooks/create-webhook-handler.ts';
export type { WebhookJob, WebhookOptions } from './webhooks/options.ts';
