import {
  context,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const noProvider = new ProxyTracerProvider().getDelegate();
const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Whether somebody in this process listens to traces; without a listener nothing is made. */
const isTraced = () => {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== noProvider;
};

/**
 * Runs a call inside a span of its own, below the caller's when that one sent `traceparent`. Only the API of
 * OpenTelemetry is used: which SDK listens, and where it sends spans, is the operator's choice.
 */
export function traced<T>(
  name: string,
  { traceparent, attributes }: { traceparent: string | null; attributes: Record<string, string> },
  work: (span: Span | null) => Promise<T>,
): Promise<T> {
  if (!isTraced()) return work(null);
  const span = trace
    .getTracer('woes')
    .startSpan(name, { kind: SpanKind.SERVER, attributes }, parentOf(traceparent));
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

export function refuseSpan(span: Span | null, code: string, status: number): void {
  if (!span) return;
  span.setAttribute('woes.code', code);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

function parentOf(traceparent: string | null) {
  const [, traceId, spanId, flags] = (traceparent && form.exec(traceparent)) || [];
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags!, 16),
    isRemote: true,
  });
}
