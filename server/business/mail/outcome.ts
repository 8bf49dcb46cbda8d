import type { Answer, Verdict } from './smtp.ts';

/** Words of a failure between us and a mail server. */
const SAYS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The mail server does not answer at this host and port.',
  ENOTFOUND: 'There is no host of this name.',
  EDNS: 'There is no host of this name.',
  EAI_AGAIN: 'The name of the host cannot be looked up now.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  ETIMEOUT: 'The mail server did not answer in time.',
  ECONNRESET: 'The mail server broke the connection off.',
  ECONNECTION: 'The connection to the mail server broke off.',
  EHOSTUNREACH: 'The mail server cannot be reached from here.',
  ENETUNREACH: 'The mail server cannot be reached from here.',
  EAUTH: 'The mail server refused the user name or the password.',
  ENOAUTH: 'The mail server wants a user name and a password.',
  ETLS: 'The mail server offers no encryption, or it failed.',
  EPROTOCOL: 'What answers at this host and port is no mail server, or wants encryption at once.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the mail server is signed by nobody whom we trust.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the mail server is signed by nobody whom we trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the mail server is signed by nobody whom we trust.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate of the mail server is signed by nobody whom we trust.',
  CERT_HAS_EXPIRED: 'The certificate of the mail server has run out.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the mail server is for another host.',
};
/** It is the server, not this mail: the next one would fail as well. */
const OF_SERVER = new Set([
  'EAUTH',
  'ENOAUTH',
  'ETLS',
  'EPROTOCOL',
  'ECONNECTION',
  'ESOCKET',
  'ETIMEDOUT',
  'EDNS',
]);

/** What a failure of the SMTP client means. */
export function readFailure(error: unknown): Answer {
  const code = field(error, 'code');
  const status = Number(field(error, 'responseCode')) || null;
  const response = field(error, 'response');
  return { verdict: verdictOf(code, status), says: sentence(error, code, response) };
}

/** In words for a person. */
export function wordsOf(error: unknown): string {
  return sentence(error, field(error, 'code'), field(error, 'response') ?? field(error, 'responseText'));
}

function verdictOf(code: string | undefined, status: number | null): Verdict {
  // RFC 5321: 421 closes the channel; RFC 4954: 454 and 530 are about signing in.
  if (code !== undefined && OF_SERVER.has(code) && (status === null || code === 'EAUTH' || status === 421))
    return 'server';
  if (status === null) return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'permanent' : 'server';
  if (status === 421 || status === 454 || status === 530) return 'server';
  return status >= 500 ? 'permanent' : 'temporary';
}

function sentence(error: unknown, code: string | undefined, response: string | undefined): string {
  const said = response?.replace(/\s+/g, ' ').trim().slice(0, 300);
  const message = error instanceof Error ? error.message : String(error);
  // The system's own code is in the message, where the library puts one of its own over it.
  const known = [code, ...Object.keys(SAYS).filter((one) => message.includes(one))].find(
    (one) => one !== undefined && Object.hasOwn(SAYS, one),
  );
  const what =
    known === undefined
      ? said === undefined
        ? `It failed: ${message.slice(0, 300)}${/[.!?]$/.test(message) ? '' : '.'}`
        : 'The mail server refused it.'
      : SAYS[known];
  return said === undefined ? `${what}` : `${what} It says: ${said}`;
}

function field(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value: unknown = (error as Record<string, unknown>)[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
