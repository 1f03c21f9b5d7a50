/** A value as it stands on the wire: times are RFC 3339 text, and what is undefined is not there. */
export const wireForm = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
