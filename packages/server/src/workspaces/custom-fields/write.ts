import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import type { FieldProblem } from '../../contract/errors.ts';
import type { CustomFieldValue, CustomFieldValues } from '../../contract/shapes.ts';
import { db } from '../../platform/db/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { type CustomField, type CustomFieldTarget, customFieldsMax } from '../contract.ts';
import { customFields } from '../tables.ts';
import { presentCustomField } from './fields.ts';
import { valueProblem } from './value.ts';

/** Whether a value was set by somebody or put forward by the agent. */
export type CustomFieldOrigin = 'manual' | 'suggested';
export type CustomFieldOrigins = Record<string, CustomFieldOrigin>;

/** What a record holds. Defaults are put forward: somebody or something may know better. */
export interface HeldCustomFields {
  readonly values: CustomFieldValues;
  readonly origins: CustomFieldOrigins;
}

type Patch = Readonly<Record<string, CustomFieldValue | null>>;

interface Writing {
  readonly by: CustomFieldOrigin;
  /** What is happening to the record, when fields may be required for it. */
  readonly moment?: 'create' | 'resolve';
}

/**
 * What a record holds after a change of its custom fields; the caller writes it. Everything that does not fit is
 * refused at once. A value that was set by hand is never replaced by a suggestion, which then changes nothing.
 */
export async function writeCustomFields(
  call: Call,
  target: CustomFieldTarget,
  current: HeldCustomFields,
  patch: Patch | undefined,
  { by, moment }: Writing,
): Promise<{ values: CustomFieldValues; origins: CustomFieldOrigins }> {
  const asked = Object.entries(patch ?? {});
  const held = { values: { ...current.values }, origins: { ...current.origins } };
  if (asked.length === 0 && !moment) return held;
  const fields = await definitions(call, target);
  const problems: FieldProblem[] = [];
  const refuse = (key: string | null, code: string, detail: string) =>
    problems.push({
      location: 'body',
      pointer: key === null ? '/customFields' : `/customFields/${key}`,
      code,
      detail,
    });

  for (const [key, value] of asked) {
    if (by === 'suggested' && current.origins[key] === 'manual') continue;
    if (value === null) {
      delete held.values[key];
      delete held.origins[key];
      if (!fields.has(key) && !Object.hasOwn(current.values, key))
        refuse(key, 'unknown_field', unknown(target));
      continue;
    }
    const field = fields.get(key);
    if (!field) refuse(key, 'unknown_field', unknown(target));
    else if (isDeepStrictEqual(current.values[key], value)) held.origins[key] = by;
    else if (field.archived) refuse(key, 'invalid_value', 'Must be left out: the field is archived.');
    else {
      const problem = valueProblem(field, value);
      if (problem) refuse(key, 'invalid_value', problem);
      held.values[key] = value;
      held.origins[key] = by;
    }
  }

  for (const field of moment ? fields.values() : []) {
    if (field.archived || Object.hasOwn(held.values, field.key)) continue;
    if (moment === 'create' && field.default !== null && patch?.[field.key] === undefined) {
      held.values[field.key] = field.default;
      held.origins[field.key] = 'suggested';
    } else if (field.requiredOn.includes(moment!))
      refuse(
        field.key,
        'required',
        `Must have a value ${moment === 'create' ? 'at creation' : 'before the record is resolved'}.`,
      );
  }
  if (Object.keys(held.values).length > customFieldsMax)
    refuse(null, 'too_big', `Must leave at most ${customFieldsMax} values on the record.`);
  if (problems.length > 0) throw refusal(problems);
  return held;
}

const unknown = (target: CustomFieldTarget) => `Must be the key of a custom field for ${target} records.`;

const refusal = (problems: FieldProblem[]) =>
  new ProblemError(
    'validation_failed',
    problems.length === 1 ? '1 field is invalid.' : `${problems.length} fields are invalid.`,
    { metadata: { count: problems.length }, errors: problems.slice(0, 50) },
  );

async function definitions(call: Call, target: CustomFieldTarget): Promise<Map<string, CustomField>> {
  const rows = await db
    .select()
    .from(customFields)
    .where(and(eq(customFields.workspaceId, call.workspaceId), eq(customFields.target, target)));
  return new Map(rows.map((row) => [row.key, presentCustomField(row)]));
}
