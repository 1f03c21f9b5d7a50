import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** What is derived from one secret of the installation. */
interface Derived {
  readonly pepper: KeyObject;
  readonly cursor: KeyObject;
  readonly seal: KeyObject;
}

function derive(secret: string): Derived {
  if (secret.length < 32) throw new Error('The installation secret needs at least 32 characters.');
  // As key objects: made of bytes anew, each use of a key would cost four times as much.
  const key = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'woes', purpose, 32)));
  return { pepper: key('key hash v1'), cursor: key('cursor v1'), seal: key('seal v1') };
}

const hashUnder = ({ pepper }: Derived, key: string) => createHmac('sha256', pepper).update(key).digest();

/** Authenticates a cursor: 96 bits are enough against guessing and keep it short. */
const signUnder = ({ cursor }: Derived, text: string) =>
  createHmac('sha256', cursor).update(text).digest().subarray(0, 12).toString('base64url');

/**
 * Keys are kept as a keyed hash only, so a copy of the database neither holds them nor lets them be guessed. While
 * the installation changes its secret, what was made with those before still counts: new things are made with
 * the current one, and keys move to it when they are used.
 */
export class KeyRing {
  readonly #current: Derived;
  readonly #previous: readonly Derived[];

  constructor(secret: string, previous: readonly string[] = []) {
    this.#current = derive(secret);
    this.#previous = previous.map(derive);
  }

  hash(key: string): Buffer {
    return hashUnder(this.#current, key);
  }

  /** Under each secret by which the key may be kept, the current first. */
  hashes(key: string): Buffer[] {
    return [this.#current, ...this.#previous].map((derived) => hashUnder(derived, key));
  }

  sign(text: string): string {
    return signUnder(this.#current, text);
  }

  isSignature(signature: string, text: string): boolean {
    return [this.#current, ...this.#previous].some((derived) => signUnder(derived, text) === signature);
  }

  /** Encrypts what has to be kept for a while and shown again, an answer that holds a secret for example. */
  seal(plain: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#current.seal, iv);
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  unseal(sealed: Uint8Array): string {
    let failure: unknown;
    for (const derived of [this.#current, ...this.#previous]) {
      try {
        return open(derived, sealed);
      } catch (error) {
        // Sealed under another one: the tag tells.
        failure = error;
      }
    }
    throw failure;
  }
}

function open({ seal }: Derived, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', seal, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
}
