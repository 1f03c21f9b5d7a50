import { element, icon } from './dom.ts';
import type { Words } from './words.ts';

/** Where the visitor writes. Enter sends; an input method that is composing keeps its Enter. */
export function createComposer(words: Words, send: (text: string) => void) {
  const input = element('textarea', {
    id: 'message',
    rows: '1',
    placeholder: words.placeholder,
    enterkeyhint: 'send',
    'aria-describedby': 'keys',
    dir: 'auto',
  });
  const form = element(
    'form',
    { class: 'composer' },
    element('label', { for: 'message', class: 'for-ears' }, words.message),
    input,
    element('span', { id: 'keys', class: 'for-ears' }, words.keys),
    element('button', { class: 'send', 'aria-label': words.send }, icon('M5 12h14', 'm13 6 6 6-6 6')),
  );

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.focus();
    if (text === '') return;
    input.value = '';
    send(text);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  return {
    form,
    focus: () => input.focus(),
    set lengthMax(max: number) {
      input.maxLength = max;
    },
  };
}
