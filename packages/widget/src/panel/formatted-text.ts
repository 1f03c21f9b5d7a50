import { element } from './dom.ts';

/**
 * The text of a message as nodes. Of Markdown only code is set apart; everything else stays as it was written,
 * and markup is shown, not obeyed.
 */
export function formattedText({ format, text }: { format: string; text: string }): (Node | string)[] {
  if (format !== 'markdown') return [text];
  return text.split(/(\n?```[\s\S]*?```\n?|`[^`\n]+`)/).map((part) => {
    if (part.length > 6 && part.startsWith('```'))
      return element(
        'pre',
        { tabindex: '0' },
        element(
          'code',
          {},
          part
            .slice(3, -3)
            .replace(/^[\w+-]*\n/, '')
            .trimEnd(),
        ),
      );
    if (part.length > 2 && part.startsWith('`')) return element('code', {}, part.slice(1, -1));
    return part;
  });
}
