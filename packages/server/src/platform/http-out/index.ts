export type { OutgoingRules } from './allowed.ts';
export { OutgoingError, type OutgoingFault, outgoingFaults } from './outgoing-error.ts';
export { type OutgoingAnswer, OutgoingHttp, type OutgoingRequest } from './outgoing-http.ts';
