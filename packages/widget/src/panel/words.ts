/** Every text of the panel. Set `words` of the element to replace some or all. */
export interface Words {
  /** Names the whole for those who jump from region to region. */
  region: string;
  open: string;
  close: string;
  /** For the launcher; `count` is at least 1. */
  unread: (count: number) => string;
  /** Heading until the workspace's name is known. */
  heading: string;
  subheading: string;
  greeting: string;
  transcript: string;
  you: string;
  message: string;
  placeholder: string;
  keys: string;
  send: string;
  sending: string;
  failed: string;
  retry: string;
  discard: string;
  offline: string;
  online: string;
  unavailable: string;
  resolved: string;
  startNew: string;
}

export const english: Words = {
  region: 'Support chat',
  open: 'Open support chat',
  close: 'Close support chat',
  unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  heading: 'Support',
  subheading: 'Questions about the API, answered here.',
  greeting: 'What are you working on? An endpoint, a status code or a request id helps us to answer quickly.',
  transcript: 'Conversation',
  you: 'You',
  message: 'Your message',
  placeholder: 'Write a message…',
  keys: 'Enter sends, Shift and Enter make a new line.',
  send: 'Send',
  sending: 'Sending…',
  failed: 'Not sent',
  retry: 'Try again',
  discard: 'Delete',
  offline: 'No connection. What you write is sent as soon as it is back.',
  online: 'Connected again.',
  unavailable: 'The chat cannot be reached right now.',
  resolved: 'This conversation is resolved. Write again to continue it.',
  startNew: 'New conversation',
};
