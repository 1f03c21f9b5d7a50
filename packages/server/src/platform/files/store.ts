import { join } from 'node:path';
import type { Config } from '../config.ts';
import { DiskFiles } from './disk.ts';
import { S3Files } from './s3.ts';

/** Where files are kept. A key is made by us of ids, never of what a caller has named. */
export interface FileStore {
  /** Keeps a file whole or not at all. A file that is there already is replaced. */
  put(key: string, content: AsyncIterable<Uint8Array>, size: number): Promise<void>;
  /** Null when there is no such file. */
  get(key: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Removes a file; one that is not there is removed already. */
  delete(key: string): Promise<void>;
}

/** On the disk beside the embedded database, unless the settings name a bucket. */
export const openFiles = ({ s3, dataFolder }: Config): FileStore =>
  s3 ? new S3Files(s3) : new DiskFiles(join(dataFolder, 'files'));
