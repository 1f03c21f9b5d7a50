export { issueCredential } from './credentials.ts';
export { expireKeys, listWorkspaceIds } from './expire-keys.ts';
export { verifyIdentity } from './identity-tokens.ts';
export { flushUses, noteScope } from './last-used.ts';
export { installationId } from './look-up-key.ts';
export { forgetKey, resolvePrincipal, watchKey } from './resolve-principal.ts';
export { endSessions, moveSessions } from './sessions-of-customer.ts';
export { keyDirectory, widgetKeys, widgetRefreshTokens, widgetSessions } from './tables.ts';
export { findWidgetKey } from './widget-keys.ts';
