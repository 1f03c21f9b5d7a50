/** What callers see of conversations; one file per resource. */
export * from './contract/api-context.ts';
export * from './contract/assignment.ts';
export * from './contract/conversation.ts';
export * from './contract/issue.ts';
export * from './contract/issue-link.ts';
export * from './contract/issue-shape.ts';
export * from './contract/lifecycle.ts';
export * from './contract/merging.ts';
export * from './contract/message.ts';
export * from './contract/message-changes.ts';
export * from './contract/note.ts';
export * from './contract/participants.ts';
export * from './contract/reading.ts';
export * from './contract/record.ts';
export * from './contract/removal.ts';
export * from './contract/timeline.ts';
export * from './contract/transcript.ts';
