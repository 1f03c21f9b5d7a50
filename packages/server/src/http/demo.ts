/**
 * A page as a customer of an API company would see it, with the widget on it. Everything comes from this origin
 * and nothing is inline, so it also shows that the widget lives under a strict content security policy.
 */
export function demoPage({ widgetKey }: { widgetKey: string | null }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Skip to the next track · Cadence API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo/demo.css">
${widgetKey ? '<script type="module" src="/widget/panel.js"></script>' : ''}
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
  <strong class="brand"><span aria-hidden="true">♪</span> Cadence <span class="thin">API</span></strong>
  <span class="version">v1</span>
</header>
${widgetKey ? '' : missingKey}
<div class="columns">
<nav aria-label="Reference">
  <h2>Player</h2>
  <ul>
    <li><a href="#content"><b class="get">GET</b> Playback state</a></li>
    <li><a href="#content" aria-current="page"><b class="post">POST</b> Next track</a></li>
    <li><a href="#content"><b class="put">PUT</b> Volume</a></li>
  </ul>
  <h2>Playlists</h2>
  <ul>
    <li><a href="#content"><b class="get">GET</b> Playlist</a></li>
    <li><a href="#content"><b class="post">POST</b> Add tracks</a></li>
  </ul>
  <h2>Guides</h2>
  <ul>
    <li><a href="#content">Scopes</a></li>
    <li><a href="#content">Rate limits</a></li>
    <li><a href="#content">Webhooks</a></li>
  </ul>
</nav>
<main id="content">
  <p class="crumbs">Reference / Player</p>
  <h1>Skip to the next track</h1>
  <p class="route"><b class="post">POST</b> <code>/v1/me/player/next</code></p>
  <p class="lead">Moves playback to the next track of the queue, on the device that is active or on the one you name. Works for accounts with a subscription.</p>

  <h2>Authorization</h2>
  <p>The access token must hold the scope <code>playback:control</code>. A token without it is answered with <code>403</code>.</p>

  <h2>Query parameters</h2>
  <table>
    <thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
    <tbody>
      <tr><th scope="row"><code>device_id</code></th><td>string</td><td>Device to act on. The active one when left out.</td></tr>
      <tr><th scope="row"><code>count</code></th><td>integer</td><td>Tracks to skip, 1 to 20. Default 1.</td></tr>
    </tbody>
  </table>

  <h2>Request</h2>
  <pre tabindex="0"><code>curl -X POST 'https://api.cadence.example/v1/me/player/next' \\
  -H 'Authorization: Bearer &lt;access token&gt;'</code></pre>

  <h2>Responses</h2>
  <table>
    <thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">When</th></tr></thead>
    <tbody>
      <tr><th scope="row">204</th><td></td><td>The command was sent.</td></tr>
      <tr><th scope="row">403</th><td><code>insufficient_client_scope</code></td><td>The token lacks <code>playback:control</code>.</td></tr>
      <tr><th scope="row">404</th><td><code>no_active_device</code></td><td>Nothing is playing and no device was named.</td></tr>
      <tr><th scope="row">429</th><td><code>rate_limited</code></td><td>More than 10 commands in 5 seconds. See <code>Retry-After</code>.</td></tr>
    </tbody>
  </table>
  ${widgetKey ? '<p class="ask">Something does not work as it says here? Ask in the chat at the corner of this page.</p>' : ''}
</main>
</div>
<footer>Cadence is made up. This page shows the Woes widget as a visitor meets it.</footer>
${widgetKey ? `<woes-widget key="${attribute(widgetKey)}"></woes-widget>` : ''}
</body>
</html>
`;
}

const missingKey = `<aside class="missing" aria-labelledby="missing">
  <h2 id="missing">No widget key yet</h2>
  <p>The chat appears here once the server knows a widget key. <code>npm start</code> makes a workspace with one and prints the address of this page.</p>
</aside>`;

const attribute = (value: string) =>
  value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Served as `/demo/demo.css`. */
export const demoStyles = `:root {
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
a { color: inherit }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.skip { position: absolute; inset-block-start: -60px; inset-inline-start: 16px; padding: 8px 12px; background: var(--surface) }
.skip:focus { inset-block-start: 8px }
header { display: flex; align-items: center; gap: 12px; padding: 16px 32px; border-block-end: 1px solid var(--line) }
.brand { font-size: 17px; letter-spacing: -.01em }
.brand span:first-child { color: var(--accent) }
.thin { font-weight: 400; color: var(--muted) }
.version { padding: 1px 9px; border: 1px solid var(--line); border-radius: 12px; color: var(--muted); font-size: 13px }
.missing { margin: 24px 32px 0; padding: 16px 20px; border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: 8px; background: var(--raised) }
.missing h2 { margin: 0; font-size: 16px }
.missing p { margin: 4px 0 0 }
.columns { display: grid; grid-template-columns: 232px minmax(0, 760px); gap: 56px; padding: 32px }
nav { font-size: 14px }
nav h2 { margin: 20px 0 6px; font-size: 12px; letter-spacing: .05em; text-transform: uppercase; color: var(--muted) }
nav h2:first-child { margin-block-start: 0 }
nav ul { margin: 0; padding: 0; list-style: none }
nav a { display: block; padding: 6px 10px; margin-inline-start: -10px; border-radius: 7px; text-decoration: none }
nav a:hover { background: var(--raised) }
nav a[aria-current] { background: var(--raised); font-weight: 600 }
b.get, b.post, b.put { display: inline-block; min-inline-size: 38px; font: 700 11px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; letter-spacing: .03em }
b.get { color: light-dark(#0b6e4f, #6fd6ad) }
b.post { color: var(--accent) }
b.put { color: light-dark(#8a4b00, #f0b465) }
main { padding-block-end: 64px }
.crumbs { margin: 0; color: var(--muted); font-size: 14px }
h1 { margin: 4px 0 12px; font-size: 32px; line-height: 1.2; letter-spacing: -.02em }
main h2 { margin: 36px 0 8px; font-size: 19px; letter-spacing: -.01em }
.route { display: flex; align-items: center; gap: 8px; margin: 0; padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised) }
.route b { font-size: 13px }
.lead { font-size: 17px }
code { font: .88em/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
p code, td code { padding: 2px 5px; border-radius: 5px; background: var(--raised); overflow-wrap: anywhere }
.route code { padding: 0 }
pre { margin: 0; padding: 16px 18px; overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--raised) }
table { inline-size: 100%; border-collapse: collapse; font-size: 15px }
th, td { padding: 9px 12px 9px 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400 }
thead th { color: var(--muted); font-size: 13px }
.ask { margin-block-start: 36px; padding: 14px 18px; border-radius: 10px; background: var(--raised) }
footer { padding: 20px 32px; border-block-start: 1px solid var(--line); color: var(--muted); font-size: 14px }
@media (max-width: 760px) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 24px; padding: 24px 20px }
  nav { display: none }
  header, footer { padding-inline: 20px }
}
`;
