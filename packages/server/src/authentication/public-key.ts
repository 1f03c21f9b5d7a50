import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { ProblemError } from '../platform/problem.ts';
import type { IdentitySecret } from './contract.ts';

type Algorithm = IdentitySecret['algorithm'];

/** The form in which keys are kept: the public fields of a JWK and nothing else. */
export type PublicKey = Record<string, string>;

/** A public key from PEM or from JWK as JSON; null when it is none, or none for the algorithm. */
export async function readPublicKey(
  algorithm: Algorithm,
  given: string | undefined,
): Promise<PublicKey | null> {
  if (given === undefined || algorithm === 'HS256') return null;
  const key = parse(given.trim());
  if (key === null) return null;
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  if (algorithm === 'ES256' && kty === 'EC' && crv === 'P-256') return { kty, crv, x: x!, y: y! };
  if (algorithm === 'EdDSA' && kty === 'OKP' && crv === 'Ed25519') return { kty, crv, x: x! };
  return null;
}

/** A private key is refused, not reduced to its public half: whoever sent it should know that it has left. */
function parse(given: string): KeyObject | null {
  try {
    if (!given.startsWith('{'))
      return given.startsWith('-----BEGIN PUBLIC KEY-----') ? createPublicKey(given) : null;
    const jwk = JSON.parse(given) as JsonWebKey;
    return 'd' in jwk ? null : createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

export const invalidPublicKey = (algorithm: Algorithm) =>
  new ProblemError(
    'validation_failed',
    algorithm === 'HS256' ? 'HS256 takes no public key.' : `${algorithm} needs a public key of its kind.`,
    {
      errors: [
        {
          location: 'body',
          pointer: '/publicKey',
          code: 'invalid_value',
          detail:
            algorithm === 'HS256'
              ? 'Must be left out: the secret is made here.'
              : `Must be a public ${algorithm === 'ES256' ? 'P-256' : 'Ed25519'} key in PEM (SPKI) or JWK.`,
        },
      ],
    },
  );
