import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { isAddress } from './addresses.ts';
import { newPartOf, textOfHtml } from './html-text.ts';
import { stripQuotes } from './strip-quotes.ts';

/** A file of a mail. */
export interface MailFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A mail that came in, as far as it matters here. */
export interface IncomingMail {
  /** The same mail has the same key, whatever way and how often it comes. */
  readonly key: string;
  /** Without angle brackets; null: it has none. */
  readonly mailId: string | null;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly subject: string;
  /** Addresses that it was sent to, as far as its head knows. */
  readonly to: readonly string[];
  /** All that was written, quotes included. */
  readonly original: string;
  /** What is new in it. */
  readonly text: string;
  readonly files: readonly MailFile[];
  /** Why no person wrote it: a sentence's end; undefined: somebody did. */
  readonly automatic: string | undefined;
  /** Id of one of our mails that came back to us. */
  readonly ownId: string | undefined;
}

/** Marks the mails that we send: one that comes back is a loop. */
export const OWN_HEADER = 'X-Rookery-Mail';
const LONGEST_ORIGINAL = 200_000;
/** What is behind it is quoted, or no letter of a person. */
const LONGEST_HTML = 300_000;

/** @throws Error when it is no mail at all. */
export async function readMail(raw: Uint8Array): Promise<IncomingMail> {
  const mail = await PostalMime.parse(raw, {
    // What was forwarded is a file, not words of the sender.
    forceRfc822Attachments: true,
    maxNestingDepth: 50,
    maxHeadersSize: 256 * 1024,
  });
  const from = mail.from?.address === undefined ? undefined : mail.from;
  const original = clean(mail.text ?? (mail.html ? textOfHtml(mail.html.slice(0, LONGEST_HTML)) : ''));
  const mailId = mail.messageId?.trim().replace(/^<|>$/g, '').slice(0, 500) || null;
  return {
    key: createHash('sha256')
      .update(mailId === null ? raw : `id:${mailId}`)
      .digest('hex'),
    mailId,
    fromAddress: (from?.address ?? '').toLowerCase(),
    fromName: clean(from?.name ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 100),
    subject: clean(mail.subject ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 300),
    to: addressesOf(mail),
    original: original.slice(0, LONGEST_ORIGINAL),
    text: stripQuotes(original.slice(0, LONGEST_ORIGINAL)),
    files: mail.attachments.flatMap((file, index) =>
      fileOf(file, index, newPartOf((mail.html ?? '').slice(0, LONGEST_HTML))),
    ),
    automatic: whyAutomatic(mail),
    ownId: headerOf(mail, OWN_HEADER.toLowerCase()),
  };
}

function headerOf(mail: Email, name: string): string | undefined {
  return mail.headers.find((header) => header.key === name)?.value.trim();
}

/** What machines say of themselves, in the order of how sure it is. */
function whyAutomatic(mail: Email): string | undefined {
  const header = (name: string) => headerOf(mail, name)?.toLowerCase();
  const type = header('content-type') ?? '';
  if (/^multipart\/report\b/.test(type)) return 'it is a report of a mail server';
  if (/^(?:mailer-daemon|postmaster)@/i.test(mail.from?.address ?? '')) return 'a mail server wrote it';
  if (header('x-failed-recipients') !== undefined) return 'it is a report of a mail server';
  if (header('return-path') === '<>') return 'it has no sender to answer to';
  const submitted = header('auto-submitted');
  // RFC 3834: anything but `no`.
  if (submitted !== undefined && !submitted.startsWith('no')) return 'it is an automatic answer';
  if (
    ['x-autoreply', 'x-autorespond', 'x-auto-response', 'x-autoresponse'].some((name) => truthy(header(name)))
  )
    return 'it is an automatic answer';
  if (/^(?:bulk|junk|list|auto_reply)$/.test(header('precedence') ?? ''))
    return 'it was sent to many at once';
  if (header('list-id') !== undefined || header('list-unsubscribe') !== undefined)
    return 'it was sent to a list';
  // Exchange asks others not to answer by this, and sets it on its own answers; `OOF` alone, others set on what people write.
  if (header('x-ms-exchange-generated-message-source') !== undefined) return 'it is an automatic answer';
  return undefined;
}

function truthy(value: string | undefined): boolean {
  return value !== undefined && !/^(?:no|false|0)?$/.test(value);
}

function addressesOf(mail: Email): string[] {
  const flat = (list: readonly Address[] = []): string[] =>
    list.flatMap((one) =>
      one.group === undefined ? [one.address] : one.group.map(({ address }) => address),
    );
  const delivered = mail.headers.flatMap(({ key, value }) =>
    /^(?:delivered-to|x-original-to|envelope-to|x-envelope-to|x-delivered-to)$/.test(key)
      ? [value.trim().replace(/^<|>$/g, '')]
      : [],
  );
  const all = [...delivered, ...flat(mail.to), ...flat(mail.cc)].map((one) => one.toLowerCase());
  return [...new Set(all)].filter(isAddress).slice(0, 100);
}

/** Smaller pictures in the text are logos and marks of programs. */
const SMALLEST_PASTED = 10_000;

/** A picture that stands in the text counts where it was pasted into what is new; those of a signature do not. */
function fileOf(file: Email['attachments'][number], index: number, newPart: string): MailFile[] {
  const isInText = file.related === true && file.disposition !== 'attachment';
  const cid = file.contentId?.replace(/^<|>$/g, '') ?? '';
  const isPart =
    /^(?:text\/calendar|application\/(?:pgp-signature|pkcs7-signature|x-pkcs7-signature)|message\/delivery-status)$/;
  if (isPart.test(file.mimeType)) return [];
  const bytes =
    typeof file.content === 'string'
      ? Buffer.from(file.content, file.encoding === 'base64' ? 'base64' : 'utf8')
      : Buffer.from(file.content instanceof ArrayBuffer ? new Uint8Array(file.content) : file.content);
  if (bytes.length === 0) return [];
  if (isInText && (bytes.length < SMALLEST_PASTED || !newPart.includes(`cid:${cid}`))) return [];
  const name =
    clean(file.filename ?? '')
      .replace(/[/\\\p{Cc}]/gu, '_')
      .slice(0, 120) || `file ${index + 1}`;
  return [{ name, contentType: file.mimeType, bytes }];
}

/** Without what neither the database nor X can hold. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '').replaceAll('\ufeff', '');
}
