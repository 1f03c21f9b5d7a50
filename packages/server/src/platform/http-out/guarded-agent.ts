import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { hostOf, isAddressAllowed, isAllowListed, isLiteral, type OutgoingRules } from './allowed.ts';
import { OutgoingError } from './outgoing-error.ts';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

const connectMs = 5000;
const connectionsPerHostMax = 16;

/**
 * Connections to allowed addresses only. Three looks, because each alone has a hole: the driver never asks the
 * resolver about an address that is written out; a name has several addresses, and other ones a moment later; and
 * what counts in the end is who is at the other end of the socket.
 */
export function guardedAgent(rules: OutgoingRules, resolve: Resolve = systemResolve): Agent {
  const isTrusted = (host: string, address: string) =>
    isAddressAllowed(rules, address) || isAllowListed(rules.allow, host);

  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname).then(
      (all) => {
        const allowed = all.filter(({ address }) => isTrusted(hostOf(hostname), address));
        const [first] = allowed;
        if (!first) callback(new OutgoingError('address_not_allowed') as NodeJS.ErrnoException, '', 4);
        else if (options.all) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };

  const connector = buildConnector({ lookup, timeout: connectMs, allowH2: false, maxCachedSessions: 0 });
  const connect: buildConnector.connector = (options, callback) => {
    const host = hostOf(options.hostname);
    if (isLiteral(host) && !isAddressAllowed(rules, host)) {
      callback(new OutgoingError('address_not_allowed'), null);
      return;
    }
    connector(options, (error, socket) => {
      if (!socket) return callback(error ?? new OutgoingError('connection_failed'), null);
      if (isTrusted(host, socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      callback(new OutgoingError('address_not_allowed'), null);
    });
  };
  return new Agent({ connect, connections: connectionsPerHostMax, pipelining: 1, keepAliveTimeout: 4000 });
}
