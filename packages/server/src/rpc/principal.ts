import type { Capability } from '../contract/capabilities.ts';
import type { Id } from '../contract/ids.ts';
import type { Scope } from '../contract/scopes.ts';

/** Who is asking, as far as the presented key proves it. */
export type Principal =
  | CredentialPrincipal
  | WidgetKeyPrincipal
  | WidgetSessionPrincipal
  | { readonly kind: 'root' }
  /** The server itself, at work that no caller waits for. */
  | { readonly kind: 'system' }
  | { readonly kind: 'public' };

export interface CredentialPrincipal {
  readonly kind: 'credential';
  readonly id: Id<'key'>;
  readonly workspaceId: Id<'ws'>;
  /** Stays the same over rotations; limits and replays belong to it. */
  readonly familyId: Id<'key'>;
  readonly name: string;
  /** What it may do: of its scopes those that the role of its member allows, all when it has none. */
  readonly scopes: ReadonlySet<Scope>;
  /** In whose name it acts. */
  readonly member: { readonly id: Id<'mem'>; readonly name: string | null } | null;
  readonly expiresAt: Date | null;
  readonly ipAllowlist: readonly string[];
  /** Date of the contract that it speaks when a request does not say. */
  readonly apiVersion: string;
}

export interface WidgetKeyPrincipal {
  readonly kind: 'widget_key';
  readonly id: Id<'wk'>;
  readonly workspaceId: Id<'ws'>;
  readonly channelId: Id<'chn'>;
  readonly allowedOrigins: readonly string[];
  readonly capabilities: readonly Capability[];
}

export interface WidgetSessionPrincipal {
  readonly kind: 'widget_session';
  readonly id: Id<'wses'>;
  readonly workspaceId: Id<'ws'>;
  readonly channelId: Id<'chn'>;
  readonly widgetKeyId: Id<'wk'>;
  readonly customerId: Id<'cus'> | null;
  readonly allowedOrigins: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly expiresAt: Date;
  /** Its token has ended with the call that renewed it, and is good for the repetition of that call alone. */
  readonly superseded: boolean;
}

/** To whom rate limits and idempotent replays belong. */
export function principalSubject(principal: Principal): string {
  switch (principal.kind) {
    case 'credential':
      return principal.familyId;
    case 'widget_key':
    case 'widget_session':
      return principal.id;
    default:
      return principal.kind;
  }
}
