import type { z } from 'zod';
import type { Entry } from '../../rpc/catalogue.ts';
import type { OperationObject, Parameter, Reference } from './document-types.ts';
import { wireForm } from './examples.ts';
import { requestHeaderRef } from './headers.ts';
import { tidySchema } from './tidy-schema.ts';

/** Parameters of path, query and headers, with the headers that come from the kind of operation. */
export function parametersOf(entry: Entry, { parameters = [] }: OperationObject): (Parameter | Reference)[] {
  const { kind, operation } = entry;
  const fields = (operation.input as z.ZodObject).shape;
  const declared = (parameters as Parameter[]).map((parameter) => describeParameter(entry, parameter));
  return [
    ...declared.filter((parameter) => parameter.in === 'path'),
    ...declared.filter((parameter) => parameter.in !== 'path'),
    requestHeaderRef('WoesVersion'),
    ...(kind === 'mutation' ? [requestHeaderRef('IdempotencyKey')] : []),
    ...('expectedVersion' in fields ? [requestHeaderRef('IfMatch')] : []),
    ...(kind === 'subscription' ? [requestHeaderRef('LastEventId')] : []),
  ];
}

function describeParameter(
  { operation }: Entry,
  { name, in: place, required, schema }: Parameter,
): Parameter {
  const field = place === 'header' ? fieldOfHeader(operation.headers, name) : name;
  const input = (operation.input as z.ZodObject).shape[field] as z.ZodType | undefined;
  const { description = '', ...rest } = tidySchema(schema);
  const example = (operation.example.input as Record<string, unknown>)[field];
  return {
    name,
    in: place,
    description: input?.meta()?.description ?? (description || defaultDescription(name)),
    ...(required ? { required } : {}),
    ...(rest.type === 'array' ? { style: 'form' as const, explode: true } : {}),
    schema: rest,
    ...(example === undefined
      ? {}
      : { example: 'contentMediaType' in rest ? JSON.stringify(example) : wireForm(example) }),
  };
}

const fieldOfHeader = (headers: Entry['operation']['headers'] = {}, name: string): string =>
  Object.entries(headers).find(([, header]) => header === name)?.[0] ?? name;

/** `conversationState` as words, for fields whose name says it all. */
const defaultDescription = (name: string) =>
  `Only with this ${name.replace(/([A-Z])/g, ' $1').toLowerCase()}.`;
