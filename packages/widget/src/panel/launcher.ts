import { element, icon } from './dom.ts';
import type { Words } from './words.ts';

/** The round button that opens and closes the panel and counts what is unread. */
export function createLauncher(words: Words, press: () => void) {
  const badge = element('span', { class: 'badge', hidden: true });
  const button = element(
    'button',
    {
      type: 'button',
      class: 'launcher',
      'aria-label': words.open,
      'aria-expanded': 'false',
      'aria-haspopup': 'dialog',
    },
    icon(
      'M20 11.5c0 4.1-3.6 7.5-8 7.5-1.2 0-2.4-.25-3.45-.7L4 20l1.35-3.9A7.1 7.1 0 0 1 4 11.5C4 7.4 7.6 4 12 4s8 3.4 8 7.5Z',
    ),
    icon('m6 9.5 6 6 6-6'),
    badge,
  );
  button.addEventListener('click', press);
  let open = false;
  let unread = 0;

  function show(): void {
    const label = open ? words.close : words.open;
    button.ariaLabel = unread > 0 ? `${label}, ${words.unread(unread)}` : label;
    button.ariaExpanded = String(open);
    badge.textContent = unread > 9 ? '9+' : String(unread);
    badge.hidden = unread === 0;
  }

  return {
    button,
    set open(value: boolean) {
      open = value;
      show();
    },
    set unread(count: number) {
      unread = count;
      show();
    },
  };
}
