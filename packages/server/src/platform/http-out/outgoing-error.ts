/** Why an outgoing request has no answer. The codes are told to users; what a driver said is not. */
export const outgoingFaults = {
  url_not_allowed:
    'The URL must be https, on an allowed port, to a full host name, without user or fragment.',
  address_not_allowed: 'The host does not have a public address.',
  name_not_found: 'The host name is not known.',
  connection_failed: 'The host refused the connection or broke it off.',
  tls_failed: 'The certificate of the host is not valid for it.',
  timeout: 'The host took too long.',
  too_many_redirects: 'The host redirects too often.',
  invalid_response: 'The host answered as no HTTP server would.',
} as const;

export type OutgoingFault = keyof typeof outgoingFaults;

export class OutgoingError extends Error {
  override name = 'OutgoingError';
  readonly code: OutgoingFault;

  constructor(code: OutgoingFault, cause?: unknown) {
    super(outgoingFaults[code], { cause });
    this.code = code;
  }
}

const faultsByCode: Record<string, OutgoingFault> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  ENODATA: 'name_not_found',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'invalid_response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'invalid_response',
  ETIMEDOUT: 'timeout',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_failed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_failed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_failed',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_failed',
};

/** What went wrong, in our words. */
export function faultOf(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const { name, code = '', errors } = error as { name?: string; code?: string; errors?: unknown[] };
  // Several addresses of one host were tried; the first tells as much as all.
  if (errors?.[0]) return faultOf(errors[0]);
  if (name === 'TimeoutError') return new OutgoingError('timeout', error);
  if (/^(ERR_TLS|ERR_SSL|CERT_)/.test(code)) return new OutgoingError('tls_failed', error);
  if (name === 'HTTPParserError') return new OutgoingError('invalid_response', error);
  return new OutgoingError(faultsByCode[code] ?? 'connection_failed', error);
}
