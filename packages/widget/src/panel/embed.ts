import './register.ts';

// For pages that cannot load modules: <script src="…/embed.js" data-key="woesw_…" async></script>
const script = document.currentScript as HTMLScriptElement | null;

function place({ key, baseUrl, theme }: DOMStringMap, source: string): void {
  if (!key) return;
  const widget = document.createElement('woes-widget');
  widget.setAttribute('key', key);
  widget.setAttribute('base-url', baseUrl ?? new URL(source).origin);
  if (theme) widget.setAttribute('theme', theme);
  document.body.append(widget);
}

if (script) {
  const ready = () => place(script.dataset, script.src);
  if (document.body) ready();
  else addEventListener('DOMContentLoaded', ready);
}
