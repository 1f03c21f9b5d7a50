import type { ConnectionState } from '../types.ts';
import { element } from './dom.ts';
import type { Words } from './words.ts';

const shownMs = 4000;

/** Tells that the connection is lost or back: quietly, and only when it matters. */
export function createConnectionNotice(words: Words) {
  const node = element('p', { class: 'notice', role: 'status' });
  const left = new AbortController();
  let connection: ConnectionState = 'idle';
  let lost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    const now = connection === 'waiting' || !navigator.onLine;
    if (now === lost || (lost && connection === 'connecting')) return;
    lost = now;
    clearTimeout(timer);
    node.textContent = lost ? words.offline : words.online;
    node.classList.toggle('lost', lost);
    if (lost) return;
    timer = setTimeout(() => {
      node.textContent = '';
    }, shownMs);
  }
  for (const name of ['online', 'offline']) addEventListener(name, show, { signal: left.signal });

  return {
    node,
    set connection(state: ConnectionState) {
      connection = state;
      show();
    },
    set unavailable(is: boolean) {
      if (!lost && (is || node.textContent === words.unavailable))
        node.textContent = is ? words.unavailable : '';
    },
    stop() {
      clearTimeout(timer);
      left.abort();
    },
  };
}
