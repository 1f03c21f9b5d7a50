import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { ErrorCode, Retry as ServerRetry } from '../../server/src/contract/errors.ts';
import type * as contract from '../../server/src/widget/contract.ts';
import type { Retry, WidgetErrorCode } from './errors.ts';
import type { SentWidgetMessage, StartedConversation } from './outbox.ts';
import type { WidgetSession } from './session.ts';
import type { WidgetEvent } from './stream.ts';
import type { ApiContext, PageContext, WidgetConfig, WidgetConversation, WidgetMessage } from './types.ts';

type Output<T extends { output: z.ZodType }> = z.output<T['output']>;
type Started = z.input<(typeof contract.createConversation)['input']>;

test('the types written here are those of the server contract', () => {
  expectTypeOf<WidgetConfig>().toEqualTypeOf<Output<typeof contract.getConfig>>();
  expectTypeOf<WidgetSession>().toEqualTypeOf<Output<typeof contract.startSession>>();
  expectTypeOf<WidgetSession>().toEqualTypeOf<Output<typeof contract.refreshSession>>();
  expectTypeOf<WidgetMessage>().toEqualTypeOf<Output<typeof contract.listMessages>['data'][number]>();
  expectTypeOf<WidgetConversation>().toEqualTypeOf<
    Output<typeof contract.listConversations>['data'][number]
  >();
  expectTypeOf<StartedConversation>().toEqualTypeOf<Output<typeof contract.createConversation>>();
  expectTypeOf<SentWidgetMessage>().toEqualTypeOf<Output<typeof contract.sendMessage>>();
  expectTypeOf<WidgetEvent>().toEqualTypeOf<Output<typeof contract.stream>>();
});

test('what the client sends is what the server takes', () => {
  expectTypeOf<ApiContext>().toEqualTypeOf<NonNullable<Started['apiContext']>>();
  expectTypeOf<PageContext>().toEqualTypeOf<NonNullable<Started['page']>>();
});

test('the error codes are codes of the server, but for those of the client itself', () => {
  expectTypeOf<Exclude<WidgetErrorCode, ErrorCode>>().toEqualTypeOf<
    'network_error' | 'invalid_response' | 'stopped'
  >();
  expectTypeOf<Retry>().toEqualTypeOf<ServerRetry>();
});
