export type { OperationId } from '@chamelaion/spec/operations';
export { testTokens } from './access/test-tokens.ts';
export type { Fault, FaultAnswer, FaultCampaign, FaultOptions } from './faults/fault.ts';
export type { RecordedRequest } from './http/request-log.ts';
export type { MockClock } from './jobs/clock.ts';
export type { MockServerOptions } from './options.ts';
export { type MockServer, startMockServer } from './start-mock-server.ts';
