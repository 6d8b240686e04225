export type { MockClock } from './clock.ts';
export type { OperationId } from './contract.ts';
export type { Fault, FaultAnswer, FaultCampaign, FaultOptions } from './fault.ts';
export type { MockServerOptions } from './options.ts';
export type { RecordedRequest } from './request-log.ts';
export { type MockServer, startMockServer } from './start-mock-server.ts';
export { testTokens } from './test-tokens.ts';
