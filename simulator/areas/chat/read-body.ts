import type { FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { jsonBody } from '../../core/body.ts';
import { type XError, invalidRequest } from '../../core/errors.ts';

/** The JSON body as its schema says; what does not fit is named in X's way. */
export function readBody<Schema extends TSchema>(schema: Schema, request: FastifyRequest): Static<Schema> {
  return checkBody(schema, jsonBody(request));
}

export function checkBody<Schema extends TSchema>(schema: Schema, body: unknown): Static<Schema> {
  if (Value.Check(schema, body)) return body;
  const [first] = Value.Errors(schema, body);
  throw bad(first ? complaint(first) : 'The body does not fit.');
}

type Complaint = ReturnType<typeof Value.Errors>[number];

function complaint(error: Complaint): string {
  const at = `$${error.instancePath.replaceAll('/', '.')}`;
  if (error.keyword === 'required')
    return `${at}.${error.params.requiredProperties[0] ?? ''}: is missing but it is required`;
  if (error.keyword === 'additionalProperties')
    return `${at}.${error.params.additionalProperties[0] ?? ''}: is not defined in the schema and the schema does not allow additional properties`;
  if (error.keyword === 'pattern')
    return `${at}: does not match the regex pattern ${String(error.params.pattern)}`;
  return `${at}: ${error.message}`;
}

/** A complaint about a body. */
export function bad(message: string): XError {
  return invalidRequest({}, message);
}
