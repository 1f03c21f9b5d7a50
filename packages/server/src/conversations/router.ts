import { read, write } from '../rpc/procedures.ts';
import { setApiContext } from './api-context.ts';
import { assignConversation } from './assignment/assign.ts';
import { createAttachment, getAttachment } from './attachments/attachments.ts';
import { bulkUpdateConversations } from './bulk-update.ts';
import * as contract from './contract.ts';
import { createConversation } from './create.ts';
import { importConversations } from './import.ts';
import { createIssue, createIssueLink } from './issues/create.ts';
import { deleteIssueLink, linkIssue, unlinkIssue } from './issues/link.ts';
import { listIssueConversations, listIssueLinks } from './issues/links.ts';
import { getIssue, listIssues } from './issues/list.ts';
import { listIssueNotes } from './issues/notes.ts';
import { updateIssue } from './issues/update.ts';
import {
  archiveConversation,
  giveBackConversation,
  reopenConversation,
  resolveConversation,
  takeOverConversation,
  unarchiveConversation,
} from './lifecycle.ts';
import { listConversations } from './list.ts';
import { mergeConversations } from './merge.ts';
import { deleteMessage, editMessage, reportDelivery, retryMessage } from './message-changes.ts';
import { getMessage, listMessages } from './messages.ts';
import { createNote, deleteNote, updateNote } from './notes.ts';
import { setParticipants } from './participants.ts';
import { markRead } from './reading.ts';
import { redactMessage } from './redact-message.ts';
import { deleteConversation, restoreConversation } from './remove.ts';
import { getConversation } from './rows.ts';
import { searchConversations } from './search/search.ts';
import { sendMessage } from './send-message.ts';
import { snoozeConversation, unsnoozeConversation } from './snooze.ts';
import { splitConversation } from './split.ts';
import { listTimeline } from './timeline.ts';
import { exportTranscript } from './transcript.ts';
import { setTyping } from './typing.ts';
import { updateConversation } from './update.ts';

export const conversationsRouter = {
  list: read(contract.listConversations, listConversations),
  search: write(contract.searchConversations, searchConversations),
  create: write(contract.createConversation, createConversation),
  get: read(contract.getConversation, getConversation),
  update: write(contract.updateConversation, updateConversation),
  delete: write(contract.deleteConversation, deleteConversation),
  restore: write(contract.restoreConversation, restoreConversation),
  resolve: write(contract.resolveConversation, resolveConversation),
  archive: write(contract.archiveConversation, archiveConversation),
  unarchive: write(contract.unarchiveConversation, unarchiveConversation),
  reopen: write(contract.reopenConversation, reopenConversation),
  snooze: write(contract.snoozeConversation, snoozeConversation),
  unsnooze: write(contract.unsnoozeConversation, unsnoozeConversation),
  takeover: write(contract.takeOverConversation, takeOverConversation),
  giveBack: write(contract.giveBackConversation, giveBackConversation),
  merge: write(contract.mergeConversations, mergeConversations),
  split: write(contract.splitConversation, splitConversation),
  timeline: read(contract.listTimeline, listTimeline),
  setParticipants: write(contract.setParticipants, setParticipants),
  setApiContext: write(contract.setApiContext, setApiContext),
  assign: write(contract.assignConversation, assignConversation),
  setTyping: write(contract.setTyping, setTyping),
  markRead: write(contract.markRead, markRead),
  exportTranscript: read(contract.exportTranscript, exportTranscript),
  messages: {
    list: read(contract.listMessages, listMessages),
    send: write(contract.sendMessage, sendMessage),
    get: read(contract.getMessage, getMessage),
    edit: write(contract.editMessage, editMessage),
    reportDelivery: write(contract.reportDelivery, reportDelivery),
    retry: write(contract.retryMessage, retryMessage),
    redact: write(contract.redactMessage, redactMessage),
    delete: write(contract.deleteMessage, deleteMessage),
  },
  attachments: {
    create: write(contract.createAttachment, createAttachment),
    get: read(contract.getAttachment, getAttachment),
  },
  notes: {
    create: write(contract.createNote, createNote),
    update: write(contract.updateNote, updateNote),
    delete: write(contract.deleteNote, deleteNote),
  },
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
  bulkUpdate: write(contract.bulkUpdateConversations, bulkUpdateConversations),
  import: write(contract.importConversations, importConversations),
};
