import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A secret as Standard Webhooks writes it: what is signed with are the bytes behind the prefix. */
export const newSigningSecret = () => prefix + randomBytes(32).toString('base64');

interface Signed {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/** One signature per secret: while one follows another, receivers may know either. */
export const signatureHeaders = (
  { id, timestamp, body }: Signed,
  secrets: readonly string[],
): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' '),
});
