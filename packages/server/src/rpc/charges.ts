import type { Charge } from '../platform/rate-limits/index.ts';
import type { Services } from '../platform/services.ts';
import type { Entry } from './catalogue.ts';
import type { Call, Context } from './context.ts';
import { type Principal, principalSubject } from './principal.ts';

/** What a credential is counted by: on its own, and with the others of its workspace. */
export const credentialCharges = (
  { config: { policies } }: Services,
  principal: Principal,
  workspaceId: Call['workspaceId'],
  cost: number,
): Charge[] => [
  { policy: policies.key, subject: principalSubject(principal), cost },
  { policy: policies.workspace, subject: workspaceId, cost },
];

/** What the caller is counted by. */
export function chargesOf(
  { services, request }: Context,
  { principal, workspaceId }: Call,
  kind: Entry['kind'],
  cost: number,
): Charge[] {
  const { policies } = services.config;
  if (principal.kind === 'credential') return credentialCharges(services, principal, workspaceId, cost);
  if (principal.kind === 'root')
    return [{ policy: policies.key, subject: principalSubject(principal), cost }];
  if (request.surface !== 'widget') return [];
  const charges: Charge[] = [{ policy: policies.widgetIp, subject: addressBlock(request.ip), cost: 1 }];
  if (kind === 'mutation' && principal.kind === 'widget_session')
    charges.push({ policy: policies.widgetSession, subject: principal.id, cost: 1 });
  return charges;
}

/** Who has one IPv6 address has a /56 of them. */
export function addressBlock(ip: string): string {
  if (!ip.includes(':')) return ip;
  if (ip.startsWith('::ffff:')) return ip.slice(7);
  const [head = ''] = ip.split('::');
  return (
    head.split(':').slice(0, 3).join(':') +
    (head.split(':')[3] ? `:${head.split(':')[3]!.padStart(4, '0').slice(0, 2)}` : '')
  );
}
