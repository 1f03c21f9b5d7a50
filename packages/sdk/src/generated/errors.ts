// Generated from the contract of the API. Change the contract and generate again.

/**
 * Whether a refused call may be sent again: `no`, the `same_request` with its idempotency key, the same content
 * with a `new_key`, or `after` the seconds of `retryAfter`.
 */
export type Retry = 'no' | 'same_request' | 'new_key' | 'after';

/** HTTP status and retry rule of every error code. */
export const errorCodes = {
  /** The request body is not valid JSON, or is nested more than 64 levels deep. Send a UTF-8 JSON document. */
  invalid_json: { status: 400, retry: 'no' },
  /**
   * One or more fields are missing, unknown, or of the wrong form. Read `errors[]`: each entry points at one
   * field and says what it expects.
   */
  validation_failed: { status: 400, retry: 'no' },
  /**
   * The cursor was changed, or belongs to another list, filter, order or workspace. Start again without a
   * cursor, and keep filter and order the same while paging.
   */
  invalid_cursor: { status: 400, retry: 'no' },
  /**
   * The `Idempotency-Key` is empty, longer than 255 characters, or has characters that cannot be seen. Send
   * 1 to 255 visible ASCII characters, a UUID for example.
   */
  invalid_idempotency_key: { status: 400, retry: 'new_key' },
  /** A tRPC batch holds more than 20 calls, or several writes under one idempotency key. Split the batch. */
  batch_too_large: { status: 400, retry: 'no' },
  /**
   * The `Woes-Version` header names a date for which there is no contract. Leave the header out, or name a
   * published version.
   */
  unsupported_api_version: { status: 400, retry: 'no' },
  /**
   * The operation needs a key and none was sent. Send `Authorization: Bearer <key>`. Keys in a query string
   * are never read.
   */
  missing_credentials: { status: 401, retry: 'no' },
  /**
   * The key is malformed, unknown, or of a kind that this door does not take. Check the key and the door:
   * `woesk_` keys belong to `/api/v1`, widget keys and sessions to `/api/widget/v1`.
   */
  invalid_credentials: { status: 401, retry: 'no' },
  /**
   * The key or session was valid once and has passed its end. Create a new credential, or start a new widget
   * session.
   */
  expired_credentials: { status: 401, retry: 'no' },
  /** The key or session was revoked. Use another credential. */
  revoked_credentials: { status: 401, retry: 'no' },
  /**
   * The credential is valid and does not hold the scope that this operation needs. Use a credential with the
   * scope named in `metadata.missingScope`.
   */
  insufficient_scope: { status: 403, retry: 'no' },
  /**
   * The key is valid and of a type that this operation does not take. Use the installation root token for
   * installation operations and a credential for workspace operations.
   */
  key_type_not_allowed: { status: 403, retry: 'no' },
  /**
   * The credential has an address allow list and the caller is not on it. Call from an allowed address, or
   * add this one to the credential.
   */
  ip_not_allowed: { status: 403, retry: 'no' },
  /**
   * The page that calls is not among the allowed origins of the widget key. Add the origin to the widget
   * key.
   */
  origin_not_allowed: { status: 403, retry: 'no' },
  /**
   * The widget key does not have the capability that this operation needs. Add the capability named in
   * `metadata.missingCapability` to the widget key.
   */
  capability_not_allowed: { status: 403, retry: 'no' },
  /**
   * The widget key takes visitors with a verified identity only. Set the identity mode of the widget key to
   * `off` or `report` for anonymous visitors.
   */
  identity_required: { status: 403, retry: 'no' },
  /**
   * The history of a conversation is read with the secret of that conversation, and none that fits was sent.
   * Send the secret that was returned when the conversation was created in `Woes-Conversation-Secret`.
   */
  conversation_secret_required: { status: 403, retry: 'no' },
  /** There is no such route or object, or it belongs to another workspace. Check the path and the id. */
  not_found: { status: 404, retry: 'no' },
  /** The path exists and does not take this method. Use a method named in the `Allow` header. */
  method_not_allowed: { status: 405, retry: 'no' },
  /**
   * Another object of this workspace holds a value that must be unique. Use the object named in
   * `metadata.conflictingResource`, or choose another value.
   */
  already_exists: { status: 409, retry: 'no' },
  /** The object cannot move from its state to the one asked for. Choose one of `metadata.allowedTransitions`. */
  illegal_transition: { status: 409, retry: 'no' },
  /** The object is in a state in which this operation has no meaning. Read the object and decide again. */
  state_conflict: { status: 409, retry: 'no' },
  /** A request with this idempotency key has not finished yet. Send the same request again after a moment. */
  idempotency_in_progress: { status: 409, retry: 'same_request' },
  /**
   * The events asked for are past retention. Continue from `metadata.oldestAvailable` and read the current
   * state of what you follow.
   */
  sequence_expired: { status: 410, retry: 'no' },
  /**
   * The contract that `Woes-Version` or the credential names is no longer served. Read
   * `limits.versions.list` for what changed, and name one of `metadata.supported`.
   */
  api_version_retired: { status: 410, retry: 'no' },
  /**
   * The object has changed since it was read. Read it again and decide anew: `metadata.currentVersion` is
   * what it is now, `metadata.changedFields` names what has changed since `metadata.expectedVersion` (null
   * when that is no longer known).
   */
  version_conflict: { status: 412, retry: 'no' },
  /** The request body is larger than 1 MiB. Send less, or use the bulk operation. */
  payload_too_large: { status: 413, retry: 'no' },
  /** The body is not `application/json`. Send `Content-Type: application/json`. */
  unsupported_media_type: { status: 415, retry: 'no' },
  /** The key is stored with a request whose content differs. Use a new key for a new request. */
  idempotency_key_reused: { status: 422, retry: 'new_key' },
  /**
   * The signed link is not one of ours, is for something else, or has ended. Get the attachment again: its
   * answer holds a fresh link.
   */
  link_not_usable: { status: 403, retry: 'no' },
  /**
   * A request with this idempotency key was carried out, and what it was about has been erased since, with
   * its answer. Do not send the request again. With a new key it would make something new.
   */
  answer_erased: { status: 410, retry: 'no' },
  /**
   * A field names an object that does not exist in this workspace or cannot be used here. Read
   * `metadata.field` and name an object of this workspace that fits.
   */
  reference_not_usable: { status: 422, retry: 'no' },
  /** A rate policy is used up; `metadata.policy` names it. Wait for `Retry-After` seconds. */
  rate_limited: { status: 429, retry: 'after' },
  /**
   * The workspace, or the key, has its full number of requests or streams open. Finish some first, then
   * retry.
   */
  concurrency_limited: { status: 429, retry: 'after' },
  /**
   * Something failed that is not the fault of the request. The cause is in the server log under the request
   * id. Retry with the same idempotency key; report the request id when it persists.
   */
  internal_error: { status: 500, retry: 'same_request' },
  /**
   * The server cannot reach its database, or is shutting down. Retry after `Retry-After` seconds with the
   * same idempotency key.
   */
  unavailable: { status: 503, retry: 'after' },
  /**
   * The request took longer than the server allows, and was rolled back. Retry with the same idempotency
   * key.
   */
  timeout: { status: 504, retry: 'same_request' },
  /**
   * The signed token that names the visitor was not accepted; `metadata.failures` says why. Sign a new token
   * for each visit; `authentication.identityTokens.inspect` explains what is wrong with one.
   */
  invalid_identity_token: { status: 401, retry: 'no' },
} as const satisfies Record<string, { status: number; retry: Retry }>;

/** Every code that an answer of the API can carry. */
export type ErrorCode = keyof typeof errorCodes;
