import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../testing/index.ts';

const exporter = new InMemorySpanExporter();
let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterAll(() => {
  trace.disable();
  context.disable();
});

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const call = async (headers: Record<string, string>, path = '/customers') => {
  exporter.reset();
  const answer = await workspace.admin.send('GET', path, { headers });
  return { answer, spans: exporter.getFinishedSpans() };
};

test('a call is a span below that of its caller, and says which request it was', async () => {
  const { answer, spans } = await call({ traceparent: `00-${traceId}-${spanId}-01` });
  expect(spans).toHaveLength(1);
  const [span] = spans;
  expect(span!.name).toBe('customers.list');
  expect(span!.spanContext().traceId).toBe(traceId);
  expect(span!.parentSpanContext?.spanId).toBe(spanId);
  expect(span!.attributes).toMatchObject({
    'woes.door': 'rest',
    'woes.request_id': answer.headers.get('woes-request-id'),
  });
  expect(JSON.stringify(span!.attributes)).not.toContain(workspace.admin.key);
});

test.each(['', 'nonsense', `00-${'0'.repeat(32)}-${spanId}-01`, `ff-${traceId}-${spanId}-01`])(
  'a call with %j for a place in a trace begins a trace of its own',
  async (traceparent) => {
    const { spans } = await call(traceparent ? { traceparent } : {});
    expect(spans[0]!.parentSpanContext).toBeUndefined();
    expect(spans[0]!.spanContext().traceId).not.toBe(traceId);
  },
);

test('a refusal carries its code, and is no error of the server', async () => {
  const { spans } = await call({}, `/customers/cus_${'0'.repeat(26)}`);
  expect(spans[0]!.attributes['woes.code']).toBe('not_found');
  expect(spans[0]!.status.code).toBe(SpanStatusCode.UNSET);
});
