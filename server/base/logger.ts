import pino, { type Logger as Pino } from 'pino';

export type Logger = Pino;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Names under which a secret or a message's text may reach the log by mistake. */
const SECRET_KEYS = [
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'apiSecret',
  'authorization',
  'cookie',
  'text',
  'body',
];

/** Structured lines on standard output. Secrets and message texts are cut by name, at three depths. */
export function createLogger(level: LogLevel): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[cut]',
    },
    serializers: { err: describeError },
  });
}

/** Database errors carry the failing row in `detail`: it may hold message text, so only these fields pass. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const described: Record<string, unknown> = { type: error.name, message: error.message, stack: error.stack };
  for (const field of ['code', 'constraint', 'table', 'status']) {
    // Only to read a field that an error may carry.
    const value = (error as unknown as Record<string, unknown>)[field];
    if (value !== undefined) described[field] = value;
  }
  if (error.cause !== undefined) described['cause'] = describeError(error.cause);
  return described;
}
