/** Physical directions are avoided throughout, so that the panel turns with the writing direction. */
const css = `
:host {
  all: initial;
  color-scheme: light dark;
  --accent: var(--woes-accent, light-dark(#3a3fd4, #a5adff));
  --on-accent: var(--woes-on-accent, light-dark(#fff, #14163a));
  --surface: var(--woes-surface, light-dark(#fff, #17181c));
  --raised: var(--woes-raised, light-dark(#f3f4f7, #25272d));
  --text: var(--woes-text, light-dark(#17191f, #eceef2));
  --muted: var(--woes-muted, light-dark(#5b606c, #a4a9b5));
  --line: var(--woes-line, light-dark(#e2e4ea, #34373f));
  --warning: var(--woes-warning, light-dark(#b3261e, #ff9d94));
  --radius: var(--woes-radius, 16px);
  --offset: var(--woes-offset, 20px);
  position: fixed;
  inset-block-end: var(--offset);
  inset-inline-end: var(--offset);
  z-index: var(--woes-layer, 2147483000);
  font: 400 15px/1.5 var(--woes-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
  color: var(--text);
}
:host([theme='light']) { color-scheme: light }
:host([theme='dark']) { color-scheme: dark }
:host([hidden]) { display: none }
*, ::before, ::after { box-sizing: border-box }
[hidden] { display: none !important }
button, textarea { font: inherit; color: inherit; margin: 0 }
button { cursor: pointer; border: 1px solid transparent; background: none; padding: 0; min-width: 44px; min-height: 44px; touch-action: manipulation }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
svg { inline-size: 24px; block-size: 24px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; display: block }
.for-ears { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

.launcher {
  position: relative;
  display: grid;
  place-items: center;
  inline-size: 56px;
  block-size: 56px;
  border-radius: 50%;
  background: var(--accent);
  color: var(--on-accent);
  box-shadow: 0 1px 2px rgb(10 12 30 / .2), 0 8px 24px rgb(10 12 30 / .22);
  transition: transform .15s ease;
}
.launcher:hover { transform: translateY(-2px) }
.launcher svg { grid-area: 1 / 1; transition: opacity .15s, transform .2s }
.launcher[aria-expanded='false'] svg + svg, .launcher[aria-expanded='true'] svg:first-child { opacity: 0; transform: rotate(-30deg) scale(.6) }
.badge {
  position: absolute;
  inset-block-start: -4px;
  inset-inline-end: -4px;
  min-inline-size: 22px;
  padding-inline: 6px;
  border: 2px solid var(--surface);
  border-radius: 12px;
  background: #b3261e;
  color: #fff;
  font-size: 12px;
  font-weight: 600;
  line-height: 18px;
}

dialog {
  position: absolute;
  inset: auto;
  inset-block-end: calc(100% + 16px);
  inset-inline-end: 0;
  flex-direction: column;
  inline-size: min(392px, calc(100vw - 2 * var(--offset)));
  block-size: min(640px, calc(100dvh - 112px - var(--offset)));
  max-inline-size: none;
  max-block-size: none;
  margin: 0;
  padding: 0;
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
  color: var(--text);
  box-shadow: 0 2px 6px rgb(10 12 30 / .08), 0 18px 56px rgb(10 12 30 / .2);
  transform-origin: 100% 100%;
}
dialog[open] { display: flex; animation: appear .18s cubic-bezier(.2, .8, .3, 1) }
dialog::backdrop { background: none }
@keyframes appear { from { opacity: 0; transform: translateY(10px) scale(.985) } }

header { display: flex; align-items: center; gap: 8px; padding-block: 14px; padding-inline: 20px 10px; border-block-end: 1px solid var(--line) }
header div { flex: 1; min-inline-size: 0 }
h2 { margin: 0; font-size: 16px; font-weight: 650; line-height: 1.35; letter-spacing: -.01em; overflow-wrap: anywhere }
header p { margin: 0; color: var(--muted); font-size: 13px; line-height: 1.4 }
.close, .send { display: grid; place-items: center; flex: none; border-radius: 12px }
.close { color: var(--muted) }
.close svg { inline-size: 20px; block-size: 20px }
.close:hover { background: var(--raised); color: var(--text) }

.notice { margin: 0; font-size: 13px; line-height: 1.4; text-align: center; background: var(--raised); color: var(--muted) }
.notice:not(:empty) { padding: 8px 20px; border-block-end: 1px solid var(--line) }
.notice.lost { color: var(--text) }

.log { flex: 1; display: flex; flex-direction: column; gap: 14px; overflow-y: auto; overscroll-behavior: contain; padding: 20px; scrollbar-width: thin; scrollbar-color: var(--line) transparent }
.log:focus-visible { outline-offset: -2px }
.greeting { margin: auto 12px; text-align: center; color: var(--muted); text-wrap: balance }
.row { display: flex; flex-direction: column; align-items: flex-start; max-inline-size: 86%; animation: arrive .2s ease }
.row:first-of-type { margin-block-start: auto }
.row.visitor { align-self: flex-end; align-items: flex-end }
@keyframes arrive { from { opacity: 0; transform: translateY(6px) } }
.bubble { max-inline-size: 100%; padding: 9px 14px; border: 1px solid transparent; border-radius: 16px; border-end-start-radius: 5px; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start }
.visitor .bubble { border-radius: 16px; border-end-end-radius: 5px; background: var(--accent); color: var(--on-accent) }
.failed .bubble { background: none; border-color: var(--warning); color: var(--text) }
code { font: .87em/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; padding: 1px 5px; border-radius: 5px; background: var(--surface); border: 1px solid var(--line) }
pre { margin-block: 4px; padding: 10px 12px; overflow-x: auto; border-radius: 9px; background: var(--surface); border: 1px solid var(--line); white-space: pre; direction: ltr; text-align: left }
pre code { padding: 0; border: 0; background: none }
.meta { display: flex; align-items: center; flex-wrap: wrap; gap: 0 4px; margin-block-start: 4px; padding-inline: 4px; color: var(--muted); font-size: 12px; line-height: 1.4 }
.visitor .meta { justify-content: flex-end }
.meta > * { white-space: nowrap }
.warning { color: var(--warning); font-weight: 600 }
.quiet { padding-inline: 8px; border-radius: 8px; font-size: 13px; font-weight: 600; text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--line) }
.quiet:hover { background: var(--raised); text-decoration-color: currentColor }
.meta .quiet { color: var(--text) }

.resolved { display: flex; align-items: center; gap: 8px; padding-block: 4px; padding-inline: 20px 12px; border-block-start: 1px solid var(--line); background: var(--raised); font-size: 13px; line-height: 1.4; color: var(--muted) }
.resolved p { flex: 1; margin: 8px 0 }
.resolved .quiet { flex: none; color: var(--text) }

.composer { display: flex; align-items: flex-end; gap: 6px; margin: 12px; padding: 4px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); transition: border-color .15s, box-shadow .15s }
.composer:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent) }
textarea { flex: 1; min-inline-size: 0; min-block-size: 44px; max-block-size: 168px; field-sizing: content; resize: none; border: 0; padding-block: 11px; padding-inline: 12px 4px; background: none; line-height: 1.45; overflow-wrap: anywhere; scrollbar-width: thin }
textarea:focus-visible { outline: none }
textarea::placeholder { color: var(--muted); opacity: 1 }
.send { background: var(--accent); color: var(--on-accent); border-radius: 10px; inline-size: 44px; transition: opacity .15s }
.send svg { inline-size: 20px; block-size: 20px }
textarea:placeholder-shown ~ .send { background: var(--raised); color: var(--muted) }
:host(:dir(rtl)) .send svg { transform: scaleX(-1) }
:host(:dir(rtl)) dialog { transform-origin: 0 100% }

@media (max-width: 480px) {
  dialog[open] { position: fixed; inset: 0; inline-size: 100%; block-size: 100dvh; border: 0; border-radius: 0 }
  .launcher[aria-expanded='true'] { display: none }
  textarea { font-size: 16px }
}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation: none !important; transition: none !important }
  .launcher:hover { transform: none }
}
@media (forced-colors: active) {
  .launcher, .send, .badge, .bubble { border-color: ButtonText }
  .visitor .bubble { border-color: Highlight }
  .failed .bubble { border-style: dashed }
  .composer:focus-within { outline: 2px solid Highlight }
}
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all elements, constructed: a page may forbid inline styles. */
export function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
