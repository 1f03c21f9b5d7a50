type Attributes = Record<string, string | boolean>;

/** Makes an element. Strings become text, never markup; nothing here needs an exception in a strict CSP. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== false) node.setAttribute(attribute, value === true ? '' : value);
  node.append(...children);
  return node;
}

/** A decorative icon of 24 × 24, drawn with strokes. */
export function icon(...paths: string[]): SVGElement {
  const make = (name: string, attributes: Record<string, string>) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
    return node as SVGElement;
  };
  const svg = make('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  for (const d of paths) svg.append(make('path', { d }));
  return svg;
}

/** A button with an icon, named for those who do not see it. */
export const iconButton = (kind: string, label: string, ...paths: string[]): HTMLButtonElement =>
  element('button', { type: 'button', class: kind, 'aria-label': label }, icon(...paths));

export const button = (label: string, press: () => void): HTMLButtonElement => {
  const node = element('button', { type: 'button', class: 'quiet' }, label);
  node.addEventListener('click', press);
  return node;
};
