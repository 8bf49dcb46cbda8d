import type { FastifyInstance } from 'fastify';

/** An answer of an X path, as the client gets it. */
export interface XAnswer {
  method: string;
  url: string;
  /** The pattern that answered, e.g. `/2/users/:id`. */
  route: string;
  status: number;
  headers: Record<string, string>;
  /** Parsed when it is JSON, else the text; undefined for streams and bytes. */
  body: unknown;
}

/** Shows every answer of the X paths to a test. */
export function watchAnswers(x: FastifyInstance, onAnswer: (answer: XAnswer) => void): void {
  x.addHook('onSend', (request, reply, payload, done) => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(reply.getHeaders())) headers[name] = String(value);
    const isJson = /json/.test(headers['content-type'] ?? '');
    const text = typeof payload === 'string' ? payload : undefined;
    onAnswer({
      method: request.method,
      url: request.url,
      route: request.routeOptions.url ?? request.url,
      status: reply.statusCode,
      headers,
      body: isJson && text ? parse(text) : text,
    });
    done(null, payload);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A body that a fault has cut off is shown as it is.
    return text;
  }
}
