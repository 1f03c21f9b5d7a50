import { read, write } from '../rpc/procedures.ts';
import { reopenConversation, resolveConversation, updateConversation } from './change.ts';
import * as contract from './contract.ts';
import { createConversation } from './create.ts';
import { listConversations } from './list.ts';
import { listMessages } from './messages.ts';
import { createNote } from './notes.ts';
import { getConversation } from './rows.ts';
import { sendMessage } from './send-message.ts';
import { listTimeline } from './timeline.ts';

export const conversationsRouter = {
  list: read(contract.listConversations, listConversations),
  create: write(contract.createConversation, createConversation),
  get: read(contract.getConversation, getConversation),
  update: write(contract.updateConversation, updateConversation),
  resolve: write(contract.resolveConversation, resolveConversation),
  reopen: write(contract.reopenConversation, reopenConversation),
  timeline: read(contract.listTimeline, listTimeline),
  messages: {
    list: read(contract.listMessages, listMessages),
    send: write(contract.sendMessage, sendMessage),
  },
  notes: { create: write(contract.createNote, createNote) },
};
