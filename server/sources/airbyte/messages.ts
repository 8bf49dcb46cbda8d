import type { Json } from '../../reports/index.ts';
import type { FailureType } from '../problem.ts';

/** Airbyte protocol, version 0: what is said on standard output, one line each. */
export type Level = 'INFO' | 'WARN' | 'ERROR';
export type Status = 'STARTED' | 'RUNNING' | 'COMPLETE' | 'INCOMPLETE';

const descriptor = (name: string) => ({ stream_descriptor: { name } });

export const spec = (connectionSpecification: object) => ({
  type: 'SPEC',
  spec: { protocol_version: '0.2.0', supportsIncremental: true, connectionSpecification },
});

export const connectionStatus = (status: 'SUCCEEDED' | 'FAILED', message: string) => ({
  type: 'CONNECTION_STATUS',
  connectionStatus: { status, message },
});

export const log = (level: Level, message: string) => ({ type: 'LOG', log: { level, message } });

/** A record as text: its data are written by the million. */
export const recordLine = (stream: string, data: string, emittedAt: number): string =>
  `{"type":"RECORD","record":{"stream":${JSON.stringify(stream)},"data":${data},"emitted_at":${emittedAt}}}`;

export const state = (stream: string, streamState: Json, records: number) => ({
  type: 'STATE',
  state: {
    type: 'STREAM',
    stream: { ...descriptor(stream), stream_state: streamState },
    sourceStats: { recordCount: records },
  },
});

const trace = (emittedAt: number, more: object) => ({
  type: 'TRACE',
  trace: { ...more, emitted_at: emittedAt },
});

export const streamStatus = (stream: string, status: Status, at: number, quotaReset?: number) =>
  trace(at, {
    type: 'STREAM_STATUS',
    stream_status: {
      ...descriptor(stream),
      status,
      ...(quotaReset !== undefined && {
        reasons: [{ type: 'RATE_LIMITED', rate_limited: { quota_reset: quotaReset } }],
      }),
    },
  });

export const estimate = (stream: string, rows: number, at: number) =>
  trace(at, { type: 'ESTIMATE', estimate: { name: stream, type: 'STREAM', row_estimate: rows } });

export const errorTrace = (failure: FailureType, message: string, at: number, stream?: string) =>
  trace(at, {
    type: 'ERROR',
    error: { message, failure_type: failure, ...(stream !== undefined && descriptor(stream)) },
  });

/** The configuration from now on: X has taken the refresh token of the old one. */
export const connectorConfig = (config: object, at: number) => ({
  type: 'CONTROL',
  control: { type: 'CONNECTOR_CONFIG', emitted_at: at, connectorConfig: { config } },
});
