/**
 * The one table of error codes. The server throws from it, the SDK's literal type, the OpenAPI enum,
 * `limits.errors.list` and the docs pages are made from it.
 *
 * `title` never varies for a code; what varies goes into `detail` and `metadata`.
 */

export type Retry = 'no' | 'same_request' | 'new_key' | 'after';

export interface ErrorDefinition {
  readonly status: number;
  readonly category: 'request' | 'authentication' | 'permission' | 'state' | 'limit' | 'server' | 'domain';
  readonly title: string;
  readonly retry: Retry;
  readonly meaning: string;
  readonly fix: string;
}

const define = <const T extends Record<string, ErrorDefinition>>(table: T): T => table;

export const errorTable = define({
  invalid_json: {
    status: 400,
    category: 'request',
    title: 'Invalid JSON',
    retry: 'no',
    meaning: 'The request body is not valid JSON, or is nested more than 64 levels deep.',
    fix: 'Send a UTF-8 JSON document.',
  },
  validation_failed: {
    status: 400,
    category: 'request',
    title: 'Request validation failed',
    retry: 'no',
    meaning: 'One or more fields are missing, unknown, or of the wrong form.',
    fix: 'Read `errors[]`: each entry points at one field and says what it expects.',
  },
  invalid_cursor: {
    status: 400,
    category: 'request',
    title: 'Invalid cursor',
    retry: 'no',
    meaning: 'The cursor was changed, or belongs to another list, filter, order or workspace.',
    fix: 'Start again without a cursor, and keep filter and order the same while paging.',
  },
  invalid_idempotency_key: {
    status: 400,
    category: 'request',
    title: 'Invalid idempotency key',
    retry: 'new_key',
    meaning:
      'The `Idempotency-Key` is empty, longer than 255 characters, or has characters that cannot be seen.',
    fix: 'Send 1 to 255 visible ASCII characters, a UUID for example.',
  },
  batch_too_large: {
    status: 400,
    category: 'request',
    title: 'Batch too large',
    retry: 'no',
    meaning: 'A tRPC batch holds more than 20 calls, or several writes under one idempotency key.',
    fix: 'Split the batch.',
  },
  unsupported_api_version: {
    status: 400,
    category: 'request',
    title: 'Unsupported API version',
    retry: 'no',
    meaning: 'The `Woes-Version` header names a date for which there is no contract.',
    fix: 'Leave the header out, or name a published version.',
  },
  missing_credentials: {
    status: 401,
    category: 'authentication',
    title: 'Credentials are missing',
    retry: 'no',
    meaning: 'The operation needs a key and none was sent.',
    fix: 'Send `Authorization: Bearer <key>`. Keys in a query string are never read.',
  },
  invalid_credentials: {
    status: 401,
    category: 'authentication',
    title: 'Credentials are not valid',
    retry: 'no',
    meaning: 'The key is malformed, unknown, or of a kind that this door does not take.',
    fix: 'Check the key and the door: `woesk_` keys belong to `/api/v1`, widget keys and sessions to `/api/widget/v1`.',
  },
  expired_credentials: {
    status: 401,
    category: 'authentication',
    title: 'Credentials have expired',
    retry: 'no',
    meaning: 'The key or session was valid once and has passed its end.',
    fix: 'Create a new credential, or start a new widget session.',
  },
  revoked_credentials: {
    status: 401,
    category: 'authentication',
    title: 'Credentials were revoked',
    retry: 'no',
    meaning: 'The key or session was revoked.',
    fix: 'Use another credential.',
  },
  insufficient_scope: {
    status: 403,
    category: 'permission',
    title: 'Scope is missing',
    retry: 'no',
    meaning: 'The credential is valid and does not hold the scope that this operation needs.',
    fix: 'Use a credential with the scope named in `metadata.missingScope`.',
  },
  key_type_not_allowed: {
    status: 403,
    category: 'permission',
    title: 'Key type is not allowed here',
    retry: 'no',
    meaning: 'The key is valid and of a type that this operation does not take.',
    fix: 'Use the installation root token for installation operations and a credential for workspace operations.',
  },
  ip_not_allowed: {
    status: 403,
    category: 'permission',
    title: 'Address is not allowed',
    retry: 'no',
    meaning: 'The credential has an address allow list and the caller is not on it.',
    fix: 'Call from an allowed address, or add this one to the credential.',
  },
  origin_not_allowed: {
    status: 403,
    category: 'permission',
    title: 'Origin is not allowed',
    retry: 'no',
    meaning: 'The page that calls is not among the allowed origins of the widget key.',
    fix: 'Add the origin to the widget key.',
  },
  capability_not_allowed: {
    status: 403,
    category: 'permission',
    title: 'Capability is not allowed',
    retry: 'no',
    meaning: 'The widget key does not have the capability that this operation needs.',
    fix: 'Add the capability named in `metadata.missingCapability` to the widget key.',
  },
  identity_required: {
    status: 403,
    category: 'permission',
    title: 'Identity is required',
    retry: 'no',
    meaning: 'The widget key takes visitors with a verified identity only.',
    fix: 'Set the identity mode of the widget key to `off` or `report` for anonymous visitors.',
  },
  conversation_secret_required: {
    status: 403,
    category: 'permission',
    title: 'Conversation secret is required',
    retry: 'no',
    meaning:
      'The history of a conversation is read with the secret of that conversation, and none that fits was sent.',
    fix: 'Send the secret that was returned when the conversation was created in `Woes-Conversation-Secret`.',
  },
  not_found: {
    status: 404,
    category: 'request',
    title: 'Not found',
    retry: 'no',
    meaning: 'There is no such route or object, or it belongs to another workspace.',
    fix: 'Check the path and the id.',
  },
  method_not_allowed: {
    status: 405,
    category: 'request',
    title: 'Method is not allowed',
    retry: 'no',
    meaning: 'The path exists and does not take this method.',
    fix: 'Use a method named in the `Allow` header.',
  },
  already_exists: {
    status: 409,
    category: 'state',
    title: 'Already exists',
    retry: 'no',
    meaning: 'Another object of this workspace holds a value that must be unique.',
    fix: 'Use the object named in `metadata.conflictingResource`, or choose another value.',
  },
  illegal_transition: {
    status: 409,
    category: 'state',
    title: 'Transition is not allowed',
    retry: 'no',
    meaning: 'The object cannot move from its state to the one asked for.',
    fix: 'Choose one of `metadata.allowedTransitions`.',
  },
  state_conflict: {
    status: 409,
    category: 'state',
    title: 'State does not allow this',
    retry: 'no',
    meaning: 'The object is in a state in which this operation has no meaning.',
    fix: 'Read the object and decide again.',
  },
  idempotency_in_progress: {
    status: 409,
    category: 'state',
    title: 'The same request is still running',
    retry: 'same_request',
    meaning: 'A request with this idempotency key has not finished yet.',
    fix: 'Send the same request again after a moment.',
  },
  sequence_expired: {
    status: 410,
    category: 'state',
    title: 'Sequence has expired',
    retry: 'no',
    meaning: 'The events asked for are past retention.',
    fix: 'Continue from `metadata.oldestAvailable` and read the current state of what you follow.',
  },
  api_version_retired: {
    status: 410,
    category: 'request',
    title: 'API version is retired',
    retry: 'no',
    meaning: 'The contract that `Woes-Version` or the credential names is no longer served.',
    fix: 'Read `limits.versions.list` for what changed, and name one of `metadata.supported`.',
  },
  version_conflict: {
    status: 412,
    category: 'state',
    title: 'Version does not match',
    retry: 'no',
    meaning: 'The object has changed since it was read.',
    fix: 'Read it again and decide anew: `metadata.currentVersion` is what it is now, `metadata.changedFields` names what has changed since `metadata.expectedVersion` (null when that is no longer known).',
  },
  payload_too_large: {
    status: 413,
    category: 'request',
    title: 'Payload is too large',
    retry: 'no',
    meaning: 'The request body is larger than 1 MiB.',
    fix: 'Send less, or use the bulk operation.',
  },
  unsupported_media_type: {
    status: 415,
    category: 'request',
    title: 'Media type is not supported',
    retry: 'no',
    meaning: 'The body is not `application/json`.',
    fix: 'Send `Content-Type: application/json`.',
  },
  idempotency_key_reused: {
    status: 422,
    category: 'state',
    title: 'Idempotency key was used for another request',
    retry: 'new_key',
    meaning: 'The key is stored with a request whose content differs.',
    fix: 'Use a new key for a new request.',
  },
  link_not_usable: {
    status: 403,
    category: 'authentication',
    title: 'Link cannot be used',
    retry: 'no',
    meaning: 'The signed link is not one of ours, is for something else, or has ended.',
    fix: 'Get the attachment again: its answer holds a fresh link.',
  },
  answer_erased: {
    status: 410,
    category: 'state',
    title: 'What was made under this key has been erased',
    retry: 'no',
    meaning:
      'A request with this idempotency key was carried out, and what it was about has been erased since, with its answer.',
    fix: 'Do not send the request again. With a new key it would make something new.',
  },
  reference_not_usable: {
    status: 422,
    category: 'state',
    title: 'Reference cannot be used',
    retry: 'no',
    meaning: 'A field names an object that does not exist in this workspace or cannot be used here.',
    fix: 'Read `metadata.field` and name an object of this workspace that fits.',
  },
  rate_limited: {
    status: 429,
    category: 'limit',
    title: 'Rate limit exceeded',
    retry: 'after',
    meaning: 'A rate policy is used up; `metadata.policy` names it.',
    fix: 'Wait for `Retry-After` seconds.',
  },
  concurrency_limited: {
    status: 429,
    category: 'limit',
    title: 'Too many requests at once',
    retry: 'after',
    meaning: 'The workspace, or the key, has its full number of requests or streams open.',
    fix: 'Finish some first, then retry.',
  },
  internal_error: {
    status: 500,
    category: 'server',
    title: 'Internal error',
    retry: 'same_request',
    meaning:
      'Something failed that is not the fault of the request. The cause is in the server log under the request id.',
    fix: 'Retry with the same idempotency key; report the request id when it persists.',
  },
  unavailable: {
    status: 503,
    category: 'server',
    title: 'Service is unavailable',
    retry: 'after',
    meaning: 'The server cannot reach its database, or is shutting down.',
    fix: 'Retry after `Retry-After` seconds with the same idempotency key.',
  },
  timeout: {
    status: 504,
    category: 'server',
    title: 'Request timed out',
    retry: 'same_request',
    meaning: 'The request took longer than the server allows, and was rolled back.',
    fix: 'Retry with the same idempotency key.',
  },
  invalid_identity_token: {
    status: 401,
    category: 'authentication',
    title: 'Identity token is not valid',
    retry: 'no',
    meaning: 'The signed token that names the visitor was not accepted; `metadata.failures` says why.',
    fix: 'Sign a new token for each visit; `authentication.identityTokens.inspect` explains what is wrong with one.',
  },
});

export type ErrorCode = keyof typeof errorTable;
export const errorCodes = Object.keys(errorTable) as ErrorCode[];

/** One problem of one field. The offending value is never repeated. */
export interface FieldProblem {
  location: 'body' | 'query' | 'path' | 'header';
  pointer: string;
  code: string;
  detail: string;
}

/** RFC 9457 problem details, as they leave through every door. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  retry: Retry;
  /** Seconds to wait, when `retry` is `after`. */
  retryAfter: number | null;
  metadata: Record<string, unknown>;
  errors: FieldProblem[];
}
