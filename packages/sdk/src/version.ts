/** Version of the SDK. A test holds it equal to that of the package. */
export const version = '0.1.0';

/** The dated contract that this SDK was made from. A test holds it equal to that of the server. */
export const apiVersion = '2026-11-01';
