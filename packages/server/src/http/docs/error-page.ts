import { type ErrorCode, type ErrorDefinition, errorCodes, errorTable } from '../../contract/errors.ts';
import { appRouter, widgetRouter } from '../../router.ts';
import { errorCodesOf, operationsOf } from '../../rpc/catalogue.ts';
import { problemExample } from '../openapi/problem-examples.ts';
import { type Surface, widgetSurface, workspaceSurface } from '../openapi/surfaces.ts';

/** All that is said about one code, wherever it is said. */
export interface ErrorPage extends ErrorDefinition {
  readonly code: ErrorCode;
  readonly retryAdvice: string;
  readonly example: string;
  /** Operations that can answer with it. */
  readonly operations: readonly { readonly name: string; readonly route: string }[];
}

const advice: Record<ErrorDefinition['retry'], string> = {
  no: 'The same request will be refused again.',
  same_request: 'Send the same request again, with the same idempotency key.',
  new_key: 'Send the request again with a new idempotency key.',
  after: 'Send the same request again after the seconds in `Retry-After`.',
};

export function errorPage(code: ErrorCode): ErrorPage {
  const definition = errorTable[code];
  return {
    ...definition,
    code,
    retryAdvice: advice[definition.retry],
    example: JSON.stringify(problemExample(code), null, 2),
    operations: [
      ...answering(code, appRouter, workspaceSurface),
      ...answering(code, widgetRouter, widgetSurface),
    ],
  };
}

export const errorPages = (): ErrorPage[] => errorCodes.map(errorPage);

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorTable, text);

function answering(code: ErrorCode, router: Parameters<typeof operationsOf>[0], { base }: Surface) {
  return operationsOf(router)
    .filter((entry) => errorCodesOf(entry).includes(code))
    .map(({ name, operation }) => ({ name, route: operation.rest.replace(' ', ` ${base}`) }));
}
