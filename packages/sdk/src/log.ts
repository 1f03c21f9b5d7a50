import { maskFields, maskText } from './masking.ts';
import { fromEnvironment } from './surroundings.ts';

/**
 * How much is written: a level, and all that weigh more.
 *
 * @example
 * new Woes({ logger: console, logLevel: 'info' });
 */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

type LogMethod = (message: string, fields: Readonly<Record<string, unknown>>) => void;

/**
 * Where the SDK writes what it does by itself. `console` is one, and so is any logger that takes a message and
 * fields. Methods that are missing write nothing, and one that throws breaks no call.
 *
 * Secrets never arrive: they are masked by the name of their field or header, and by their form. Neither the
 * input nor the answer of a call is written at any level.
 *
 * @example
 * const woes = new Woes({ logger: console, logLevel: 'debug' });
 *
 * const lines: string[] = [];
 * const quiet = new Woes({ logger: { warn: (message) => lines.push(message) } });
 */
export interface Logger {
  /** Calls that failed without an answer, or with one of 500 and above. */
  error?: LogMethod | undefined;
  /** Calls that are sent again, streams that reconnect, hooks that failed. */
  warn?: LogMethod | undefined;
  /** Calls that were refused or given up, and waits for the quota. */
  info?: LogMethod | undefined;
  /** Every attempt with its headers. */
  debug?: LogMethod | undefined;
}

const weights = { off: 0, error: 1, warn: 2, info: 3, debug: 4 } as const satisfies Record<LogLevel, number>;

/** The log of a client: bounded by level, masked, harmless. */
export type Log = Readonly<Record<keyof Logger, LogMethod>>;

/**
 * The log of the options. `WOES_SDK_LOG` sets the level where the options do not; who names a level in either way and
 * no logger gets the console.
 */
export function createLog(options: { logger?: Logger | undefined; logLevel?: LogLevel | undefined }): Log {
  const asked = options.logLevel ?? fromEnvironment('WOES_SDK_LOG');
  const level = asked ?? 'warn';
  if (!Object.hasOwn(weights, level))
    throw new TypeError(
      `\`logLevel\` (or WOES_SDK_LOG) must be one of ${Object.keys(weights).join(', ')}, and is ${JSON.stringify(level)}.`,
    );
  const logger = options.logger ?? (asked === undefined ? {} : console);
  const method =
    (name: keyof Logger): LogMethod =>
    (message, fields) => {
      if (weights[name] > weights[level as LogLevel]) return;
      try {
        logger[name]?.(maskText(message), maskFields(fields) as Record<string, unknown>);
      } catch {
        // There is nobody left who could be told.
      }
    };
  return { error: method('error'), warn: method('warn'), info: method('info'), debug: method('debug') };
}
