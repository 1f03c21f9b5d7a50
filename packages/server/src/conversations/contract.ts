/** What callers see of conversations; one file per resource. */
export * from './contract/conversation.ts';
export * from './contract/lifecycle.ts';
export * from './contract/message.ts';
export * from './contract/note.ts';
export * from './contract/record.ts';
export * from './contract/timeline.ts';
