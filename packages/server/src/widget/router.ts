import { follow, read, write } from '../rpc/procedures.ts';
import { getConfig } from './config.ts';
import * as contract from './contract.ts';
import { createConversation, listConversations, listMessages, sendMessage } from './conversations.ts';
import { identifySession } from './identify.ts';
import { refreshSession, startSession } from './sessions.ts';
import { stream } from './stream.ts';

/** All that a browser can reach. Nothing here is shared with the workspace router but the verbs beneath. */
export const widgetRouter = {
  config: read(contract.getConfig, getConfig),
  sessions: {
    start: write(contract.startSession, startSession),
    refresh: write(contract.refreshSession, refreshSession),
    identify: write(contract.identifySession, identifySession),
  },
  conversations: {
    list: read(contract.listConversations, listConversations),
    create: write(contract.createConversation, createConversation),
  },
  messages: {
    list: read(contract.listMessages, listMessages),
    send: write(contract.sendMessage, sendMessage),
  },
  stream: follow(contract.stream, stream),
};
