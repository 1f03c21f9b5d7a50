// Runs in the page: visitors who ask, each with a session and a conversation of their own, and wait for the answer on
// the live stream. A browser opens six connections to one server, so three are there at a time.
import { createWidgetClient } from './client.js';

/** A visitor has a browser of his or her own: nothing is shared through storage. */
const ownStorage = () => {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

const visit = async (baseUrl, widgetKey, question) => {
  const client = createWidgetClient({ baseUrl, widgetKey, storage: ownStorage() });
  const answers = [];
  const answered = new Promise((resolve) => {
    client.on('message', (message) => {
      if (message.from !== 'team') return;
      answers.push(message.body.text);
      resolve();
    });
  });
  client.connect();
  await client.start(question);
  await answered;
  client.stop();
  return { question, answers };
};

globalThis.ask = async ({ baseUrl, widgetKey, questions }) => {
  const seen = [];
  const waiting = questions.entries();
  const seat = async () => {
    for (const [i, question] of waiting) seen[i] = await visit(baseUrl, widgetKey, question);
  };
  await Promise.all([seat(), seat(), seat()]);
  return seen;
};
