import { read, write } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import {
  issueConversationSecret,
  listConversationSecrets,
  revokeConversationSecret,
} from './conversation-secrets.ts';
import { createCredential, getCredential, listCredentials, revokeCredential } from './credentials.ts';
import { createIdentitySecret, listIdentitySecrets, retireIdentitySecret } from './identity-secrets.ts';
import { inspectIdentityToken } from './identity-tokens.ts';
import { getMe, listScopes } from './me.ts';
import { rotateCredential } from './rotate-credential.ts';
import { rotateWidgetKey } from './rotate-widget-key.ts';
import { updateCredential } from './update-credential.ts';
import { createWidgetKey, listWidgetKeys, revokeWidgetKey, updateWidgetKey } from './widget-keys.ts';

export const authenticationRouter = {
  me: read(contract.getMe, getMe),
  scopes: { list: read(contract.listScopes, listScopes) },
  credentials: {
    list: read(contract.listCredentials, listCredentials),
    create: write(contract.createCredential, createCredential),
    get: read(contract.getCredential, getCredential),
    update: write(contract.updateCredential, updateCredential),
    rotate: write(contract.rotateCredential, rotateCredential),
    revoke: write(contract.revokeCredential, revokeCredential),
  },
  widgetKeys: {
    list: read(contract.listWidgetKeys, listWidgetKeys),
    create: write(contract.createWidgetKey, createWidgetKey),
    update: write(contract.updateWidgetKey, updateWidgetKey),
    rotate: write(contract.rotateWidgetKey, rotateWidgetKey),
    revoke: write(contract.revokeWidgetKey, revokeWidgetKey),
  },
  identitySecrets: {
    list: read(contract.listIdentitySecrets, listIdentitySecrets),
    create: write(contract.createIdentitySecret, createIdentitySecret),
    retire: write(contract.retireIdentitySecret, retireIdentitySecret),
  },
  identityTokens: { inspect: write(contract.inspectIdentityToken, inspectIdentityToken) },
  conversationSecrets: {
    list: read(contract.listConversationSecrets, listConversationSecrets),
    issue: write(contract.issueConversationSecret, issueConversationSecret),
    revoke: write(contract.revokeConversationSecret, revokeConversationSecret),
  },
};
