import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Finding } from '../finding.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const v4 = new RegExp(`(?<![\\w.-])${octet}(?:\\.${octet}){3}(?:/\\d{1,2})?(?![\\w-]|\\.\\d)`, 'g');
const v6 =
  /(?<![\w:.])(?=[0-9a-f:]{0,4}:)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?:\/\d{1,3})?(?![\w:])/gi;
const mac =
  /(?<![\w:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])/gi;

/** Addresses of the public internet. Private, reserved and documentation ranges name nobody. */
export function* findIps(text: string): Generator<Finding> {
  for (const { 0: found, index } of text.matchAll(v4)) {
    if (
      /(?:\bv|version|release|build|section|chapter|§)[\s:=]*$/i.test(
        text.slice(Math.max(0, index - 12), index),
      )
    )
      continue;
    // Sections and versions count in small steps.
    if (/^\d\.\d\.\d\.\d$/.test(found) && new Set(found).size > 2) continue;
    yield address(found, index);
  }
  if (!text.includes(':')) return;
  for (const { 0: found, index } of text.matchAll(v6)) {
    if (isIPv6(found.split('/')[0]!)) yield address(found, index);
  }
}

function address(found: string, index: number): Finding {
  const isPublic = ipaddr.parse(found.split('/')[0]!).range() === 'unicast';
  return {
    start: index,
    end: index + found.length,
    kind: isPublic ? 'PII' : 'PLAIN',
    type: 'ip',
    tier: 'ip',
  };
}

export function* findMacs(text: string): Generator<Finding> {
  for (const { 0: found, index } of text.matchAll(mac)) {
    const hex = found.replace(/[^0-9a-f]/gi, '').toLowerCase();
    if (/^(.)\1{11}$/.test(hex) || (found.includes('.') && !/[a-f]/.test(hex))) continue;
    yield { start: index, end: index + found.length, kind: 'PII', type: 'mac', tier: 'mac' };
  }
}
