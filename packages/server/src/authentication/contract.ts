export * from './contract/conversation-secrets.ts';
export * from './contract/credentials.ts';
export * from './contract/identity-secrets.ts';
export * from './contract/identity-tokens.ts';
export * from './contract/me.ts';
export * from './contract/widget-keys.ts';
