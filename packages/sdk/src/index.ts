export { ApiPromise, type WithResponse } from './api-promise.ts';
export type { EventGap, ReadOptions, StreamOptions, TypingSignal, WriteOptions } from './call.ts';
export type { ErrorMetadata, MetadataOf } from './error-metadata.ts';
export {
  type AnyWoesError,
  isWoesError,
  WoesConnectionError,
  WoesError,
  WoesTimeoutError,
} from './errors.ts';
export type { EventStream } from './event-stream.ts';
export { type ErrorCode, errorCodes, type Retry } from './generated/errors.ts';
export type * from './generated/resources.ts';
export type { AppRouter, ErrorShape } from './generated/router.ts';
export type * from './generated/types.ts';
export type { FailedCall, Hooks, ReceivedResponse, RetriedRequest, SentRequest } from './hooks.ts';
export type { ListPromise } from './list-promise.ts';
export type { Logger, LogLevel } from './log.ts';
export type { WoesOptions } from './options.ts';
export type { FieldProblem, Problem } from './problem.ts';
export type { Runtime } from './runtime.ts';
export { apiVersion, version } from './version.ts';
export { Woes } from './woes.ts';
