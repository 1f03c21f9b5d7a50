/**
 * What the reference may load and do. Its styles are written into the page at run time, which is why those may be
 * inline; nothing comes from, or goes to, another origin.
 */
export const referencePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const referencePage = (bundlePath: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Woes API</title>
<link rel="icon" href="data:,">
<script src="${bundlePath}" defer></script>
<script src="/docs/reference.js" defer></script>
</head>
<body>
<noscript>The reference needs JavaScript. <a href="/llms.txt">/llms.txt</a> and <a href="/openapi.json">/openapi.json</a> do not.</noscript>
<div id="reference"></div>
</body>
</html>
`;

const source = (title: string, slug: string, url: string, preferredSecurityScheme: string) => ({
  title,
  slug,
  url,
  authentication: { preferredSecurityScheme },
  agent: { disabled: true },
});

const options = {
  sources: [
    source('Workspace API', 'workspace', '/openapi.json', 'credential'),
    source('Widget API', 'widget', '/openapi-widget.json', 'widgetSession'),
  ],
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  persistAuth: false,
  documentDownloadType: 'direct',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  externalUrls: { dashboardUrl: '', registryUrl: '', proxyUrl: '', apiBaseUrl: '' },
};

/** Served as `/docs/reference.js`: an inline script would need a hole in the policy. */
export const referenceScript = `Scalar.createApiReference('#reference', ${JSON.stringify(options, null, 2)});
`;
