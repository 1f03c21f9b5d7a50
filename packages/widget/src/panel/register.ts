import { WoesWidget } from './widget-element.ts';

if (!customElements.get('woes-widget')) customElements.define('woes-widget', WoesWidget);

export type { Words } from './words.ts';
export { WoesWidget };
