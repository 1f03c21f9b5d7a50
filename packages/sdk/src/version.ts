/**
 * Version of the SDK. It is in the `User-Agent` of every call.
 *
 * @example
 * import { version } from '@woes/sdk';
 * console.log(version);
 */
export const version = '0.1.0';

/**
 * Date of the contract that this SDK was made from, `YYYY-MM-DD`. It is sent as `Woes-Version`.
 *
 * @example
 * import { apiVersion } from '@woes/sdk';
 * console.log(apiVersion);
 */
export const apiVersion = '2026-11-01';
