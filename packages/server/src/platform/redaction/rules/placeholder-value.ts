/** Values that stand where a secret would: variables, masks, markup, types, and words that say so. */
const forms = [
  /^\$[({]?[\w.:-]+[)}]?$/,
  /^[\w-]*\$\{\{?[^}]*\}\}?.*$/,
  /\{\{.*\}\}|<%.*%>|\[\[|^\{[\w.:-]*\}?$/,
  /^<[^>]*>?$|^&lt;/,
  /^%[\w.()-]+%?$/,
  /^[*x.•#_-]+$/i,
  /^\(?(?:string|str|number|boolean|bool|object|array|integer|int|null|nil|none|undefined|true|false|yes|no|on|off|required|optional|redacted|masked|hidden|removed|changeme|change_me|secret|token|password|passwd|pwd|pass|key|value|text|hash|type|any|void|self|this|file|prompt|example|dummy|empty|unset|default|public|private|bearer|basic)\)?[?;]?$/i,
  /^(?:your|my|the|some|any|insert|enter|replace|put|add)[-_ .]/i,
  /^(?:process\.env|os\.environ|env[.[(]|getenv|System\.|config[.[(]|settings?[.[(]|secrets?[.[(]|vars?[.[(]|data\.|local\.|module\.|self\.|this\.|params?[.[(]|args?[.[(]|options?[.[(]|request\.|req\.|ctx\.)/i,
  /^[A-Za-z_][\w.]*\(|\)$|^\w+\[/,
  /^@[\w/.:-]+$/,
  /\[masked\]|^\[[\w -]*\]?$/,
  /^(.)\1*$|^test\d*$|EXAMPLE$/,
];

export const isPlaceholder = (value: string): boolean => forms.some((form) => form.test(value));
