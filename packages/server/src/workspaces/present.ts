import { inOrderOf } from '../platform/db/index.ts';
import {
  type BusinessHours,
  planLimits,
  type RedactionPolicy,
  type Retention,
  type Workspace,
} from './contract.ts';
import type { workspaces } from './tables.ts';

const interval = inOrderOf<BusinessHours['intervals'][number]>(['day', 'from', 'to']);
const holiday = inOrderOf<BusinessHours['holidays'][number]>(['date', 'name']);
const keyFormat = inOrderOf<RedactionPolicy['keyFormats'][number]>([
  'type',
  'prefix',
  'minLength',
  'maxLength',
  'alphabet',
]);
const retention = inOrderOf<Retention>(['eventDays', 'auditDays']);

export const presentWorkspace = ({
  workspaceId,
  businessHours,
  redactionPolicy,
  ...row
}: typeof workspaces.$inferSelect): Workspace => ({
  id: workspaceId,
  name: row.name,
  slug: row.slug,
  timezone: row.timezone,
  locale: row.locale,
  reopenWindowDays: row.reopenWindowDays,
  businessHours: businessHours && {
    intervals: businessHours.intervals.map(interval),
    holidays: businessHours.holidays.map(holiday),
  },
  redactionPolicy: {
    personalData: redactionPolicy.personalData,
    keyFormats: redactionPolicy.keyFormats.map(keyFormat),
  },
  retention: retention(row.retention),
  planLimits,
  defaultApiVersion: row.defaultApiVersion,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});
