import { read, write } from '../rpc/procedures.ts';
import { reopenConversation, resolveConversation, updateConversation } from './change.ts';
import * as contract from './contract.ts';
import { createConversation } from './create.ts';
import { createIssue, createIssueLink } from './issues/create.ts';
import { deleteIssueLink, linkIssue, unlinkIssue } from './issues/link.ts';
import { listIssueConversations, listIssueLinks } from './issues/links.ts';
import { getIssue, listIssues } from './issues/list.ts';
import { listIssueNotes } from './issues/notes.ts';
import { updateIssue } from './issues/update.ts';
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
  issues: {
    list: read(contract.listIssues, listIssues),
    create: write(contract.createIssue, createIssue),
    get: read(contract.getIssue, getIssue),
    update: write(contract.updateIssue, updateIssue),
    link: write(contract.linkIssue, linkIssue),
    unlink: write(contract.unlinkIssue, unlinkIssue),
    conversations: { list: read(contract.listIssueConversations, listIssueConversations) },
    notes: { list: read(contract.listIssueNotes, listIssueNotes) },
  },
  issueLinks: {
    list: read(contract.listIssueLinks, listIssueLinks),
    create: write(contract.createIssueLink, createIssueLink),
    delete: write(contract.deleteIssueLink, deleteIssueLink),
  },
};
