import { z } from 'zod';

/** What an id names, by its prefix. The prefix is part of the contract and never reused. */
export const idPrefixes = {
  ws: 'workspace',
  mem: 'member',
  key: 'credential',
  wk: 'widget key',
  wses: 'widget session',
  csec: 'conversation secret',
  conv: 'conversation',
  msg: 'message',
  note: 'note',
  cus: 'customer',
  chn: 'channel',
  evt: 'event',
  aud: 'audit entry',
  tml: 'timeline entry',
  req: 'request',
  isec: 'identity secret',
  idn: 'customer identity',
  acc: 'account',
  cevt: 'tracked event',
  chs: 'customer history entry',
  mrg: 'customer merge',
  ers: 'erasure',
  ctx: 'context provider',
  fld: 'custom field',
  rol: 'role',
  team: 'team',
  att: 'attachment',
  tag: 'tag',
  job: 'job',
  iss: 'issue',
  lnk: 'issue link',
} as const;

export type IdPrefix = keyof typeof idPrefixes;
export type Id<P extends IdPrefix = IdPrefix> = `${P}_${string}`;

/** A typed id: prefix, underscore, UUIDv7 in 26 characters of lower-case Crockford base32 (TypeID). */
export function id<const P extends IdPrefix>(prefix: P): z.ZodType<Id<P>, Id<P>> {
  return z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
      `Must be the id of a ${idPrefixes[prefix]}.`,
    )
    .max(prefix.length + 27)
    .meta({
      description: `Id of a ${idPrefixes[prefix]}.`,
      examples: [exampleId(prefix)],
      typeName: `\`${prefix}_\${string}\``,
    }) as unknown as z.ZodType<Id<P>, Id<P>>;
}

/** A well-formed id for examples; `n` tells several apart. */
export const exampleId = <P extends IdPrefix>(prefix: P, n = 1): Id<P> =>
  `${prefix}_01jd${String(n).padStart(22, '0')}`;
