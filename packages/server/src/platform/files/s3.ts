import { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import type { FileStore } from './store.ts';

export interface S3Settings {
  /** Address of the service, such as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Files in a bucket of any service that speaks S3. The operator names it: it is no address of a caller. */
export class S3Files implements FileStore {
  readonly #settings: S3Settings;

  constructor(settings: S3Settings) {
    this.#settings = settings;
  }

  async put(key: string, content: AsyncIterable<Uint8Array>, size: number): Promise<void> {
    const response = await this.#send('PUT', key, { 'content-length': String(size) }, content);
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The bucket answered ${response.status} to a new file.`);
  }

  async get(key: string): Promise<AsyncIterable<Uint8Array> | null> {
    const response = await this.#send('GET', key);
    if (response.ok) return response.body as AsyncIterable<Uint8Array> | null;
    await response.body?.cancel();
    if (response.status === 404) return null;
    throw new Error(`The bucket answered ${response.status}.`);
  }

  async delete(key: string): Promise<void> {
    const response = await this.#send('DELETE', key);
    await response.body?.cancel();
    if (!response.ok && response.status !== 404)
      throw new Error(`The bucket answered ${response.status} to a removal.`);
  }

  async #send(
    method: string,
    key: string,
    headers: Record<string, string> = {},
    content?: AsyncIterable<Uint8Array>,
  ): Promise<Response> {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.#settings;
    const signed = await new AwsV4Signer({
      url: `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`,
      method,
      // A stream cannot be hashed before it is sent; the transport protects it.
      headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
    }).sign();
    return fetch(signed.url, {
      method,
      headers: signed.headers,
      redirect: 'error',
      ...(content ? { body: Readable.toWeb(Readable.from(content)) as ReadableStream, duplex: 'half' } : {}),
    } as RequestInit);
  }
}
