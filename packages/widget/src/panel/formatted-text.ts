import { element } from './dom.ts';

/**
 * The text of a message as nodes. Of Markdown only code is set apart; everything else stays as it was written,
 * and markup is shown, not obeyed.
 */
export function formattedText({ format, text }: { format: string; text: string }): (Node | string)[] {
  if (format !== 'markdown') return [text];
  return text.split(/(\n?```[\s\S]*?```\n?|`[^`\n]+`)/).map((part) => {
    const block = /^\n?```(?:[\w+-]*\n)?([\s\S]*?)```\n?$/.exec(part);
    if (block) return element('pre', { tabindex: '0' }, element('code', {}, block[1]!.trimEnd()));
    if (/^`[^`]+`$/.test(part)) return element('code', {}, part.slice(1, -1));
    return part;
  });
}
