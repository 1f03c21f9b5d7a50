import type { ErrorPage } from './error-page.ts';

export const errorPagePolicy =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page of one code, for people who followed the `type` of a problem. */
export const errorHtml = (page: ErrorPage): string =>
  html(
    page.title,
    `<p class="crumbs"><a href="/docs">Reference</a> / <a href="/docs/errors">Error codes</a></p>
<h1>${escapeHtml(page.title)}</h1>
<p class="facts"><code>${page.code}</code> · status ${page.status} · ${escapeHtml(page.category)}</p>
<h2>What it means</h2>
<p>${prose(page.meaning)}</p>
<h2>What to do</h2>
<p>${prose(page.fix)}</p>
<p>${prose(page.retryAdvice)} <code>retry</code> is <code>${page.retry}</code>.</p>
<h2>Example</h2>
<pre tabindex="0"><code>${escapeHtml(page.example)}</code></pre>
<h2>Operations</h2>
${operations(page)}`,
  );

export const errorIndexHtml = (pages: readonly ErrorPage[]): string =>
  html(
    'Error codes',
    `<p class="crumbs"><a href="/docs">Reference</a></p>
<h1>Error codes</h1>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457) with one of these codes.</p>
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Title</th><th scope="col">Retry</th></tr></thead>
<tbody>
${pages.map(row).join('\n')}
</tbody>
</table>`,
  );

const row = ({ code, status, title, retry }: ErrorPage) =>
  `<tr><th scope="row"><a href="/docs/errors/${code}"><code>${code}</code></a></th><td>${status}</td><td>${escapeHtml(title)}</td><td><code>${retry}</code></td></tr>`;

function operations({ operations }: ErrorPage): string {
  if (operations.length === 0)
    return '<p>It belongs to no single operation: it is answered before one is found.</p>';
  const items = operations.map(
    ({ name, route }) => `<li><code>${escapeHtml(name)}</code> <span>${escapeHtml(route)}</span></li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

const html = (title: string, content: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Woes API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/errors.css">
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Code spans are all that the texts of the table use of Markdown. */
const prose = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** Served as `/docs/errors.css`. */
export const errorStyles = `:root {
  color-scheme: light dark;
  --text: light-dark(#1b1d23, #e9ebf0);
  --muted: light-dark(#5a5f6b, #a3a8b4);
  --line: light-dark(#e4e6ec, #2c2f37);
  --surface: light-dark(#fff, #121317);
  --raised: light-dark(#f6f7f9, #1b1d22);
  --accent: light-dark(#3a3fd4, #a5adff);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--surface); color: var(--text); font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif }
main { max-inline-size: 820px; margin: 0 auto; padding: 32px 24px 64px }
a { color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.crumbs, .facts { color: var(--muted); font-size: 14px }
h1 { margin: 4px 0 8px; font-size: 30px; line-height: 1.2; letter-spacing: -.02em }
h2 { margin: 32px 0 8px; font-size: 18px }
code { padding: 2px 5px; border-radius: 5px; background: var(--raised); font: .88em/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }
pre { margin: 0; padding: 16px 18px; overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--raised) }
pre code { padding: 0; overflow-wrap: normal }
ul { padding-inline-start: 20px }
li span { color: var(--muted); font-size: 14px }
table { inline-size: 100%; border-collapse: collapse; font-size: 15px }
th, td { padding: 8px 12px 8px 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400 }
thead th { color: var(--muted); font-size: 13px }
`;
