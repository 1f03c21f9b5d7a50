const problems = `## Errors
Every refusal is \`application/problem+json\` (RFC 9457). Decide by \`code\`; \`retry\` says whether trying again makes sense (\`no\`, \`same_request\`, \`new_key\`, \`after\`), \`errors[]\` points at each field that is wrong, and \`metadata\` holds every value that \`detail\` speaks of. \`requestId\` is also in the header \`Woes-Request-Id\`: keep it with your logs.`;

const writes = `## Writes
Send an \`Idempotency-Key\` with each write, and repeat the request with the same key when the answer got lost: it is carried out once and answered the same way, with \`Idempotent-Replayed: true\`. The same key with other content is refused.`;

const lists = `## Lists
\`limit\` is 1 to 100, 25 when left out. While \`hasMore\` is true, ask again with \`cursor\` set to \`nextCursor\` and everything else the same; the header \`Link\` holds that request. Cursors are opaque.`;

const values = `## Values
Unknown fields and unknown query parameters are refused. \`null\` clears a field and leaving it out keeps it. Times are RFC 3339 in UTC with milliseconds. Ids begin with the kind of what they name, such as \`conv_\`.`;

/** What a reader has to know once, before any operation of the workspace. */
export const workspaceGuide = `The programmable backend of customer support: conversations, customers, channels and events of a workspace, the same through REST, tRPC and streams.

## Authentication
Send \`Authorization: Bearer woesk_…\` with a credential of your workspace. Each operation names the scope it needs. Keys in a query string are never read.

${problems}

${writes} Objects that change carry a \`version\`, also sent as \`ETag\`: send it back as \`If-Match\` to refuse crossing writes. The refusal, \`version_conflict\`, names the fields that have changed since; operations that have no version to compare refuse \`If-Match\`.

${lists}

## Limits
Reads cost 1 unit and writes 2 unless an operation says otherwise. \`RateLimit\` and \`RateLimit-Policy\` on each answer say what is left of the policies \`key\` and \`workspace\`; a refused request costs nothing and names the seconds to wait in \`Retry-After\`. A body holds 1 MiB at most.

${values}
`;

export const widgetGuide = `What the widget on a page calls. It is the only part of Woes that browsers can reach, and it shows visitors nothing but their own conversations.

## Authentication
\`Authorization: Bearer woesw_…\` with the widget key starts a session from an allowed origin; the token of that session, \`woess_…\`, opens the rest. Reading or continuing a conversation also needs its secret, \`woesc_…\`, in the header \`Woes-Conversation-Secret\`.

${problems}

${writes}

${lists}

## Limits
Calls are counted per address and per session; \`RateLimit\` says what is left, and \`Retry-After\` how long to wait.

${values}
`;
