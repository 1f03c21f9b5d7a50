import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * What is derived from the installation's secret. Keys are kept as a keyed hash only, so a copy of the database
 * neither holds them nor lets them be guessed.
 */
export class KeyRing {
  readonly #pepper: KeyObject;
  readonly #cursor: KeyObject;
  readonly #seal: KeyObject;

  constructor(secret: string) {
    if (secret.length < 32) throw new Error('The installation secret needs at least 32 characters.');
    // As key objects: made of bytes anew, each use of a key would cost four times as much.
    const derive = (purpose: string) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'woes', purpose, 32)));
    this.#pepper = derive('key hash v1');
    this.#cursor = derive('cursor v1');
    this.#seal = derive('seal v1');
  }

  hash(key: string): Buffer {
    return createHmac('sha256', this.#pepper).update(key).digest();
  }

  /** Authenticates a cursor: 96 bits are enough against guessing and keep it short. */
  sign(text: string): string {
    return createHmac('sha256', this.#cursor).update(text).digest().subarray(0, 12).toString('base64url');
  }

  /** Encrypts what has to be kept for a while and shown again, an answer that holds a secret for example. */
  seal(plain: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#seal, iv);
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  unseal(sealed: Uint8Array): string {
    const decipher = createDecipheriv('aes-256-gcm', this.#seal, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
  }
}
