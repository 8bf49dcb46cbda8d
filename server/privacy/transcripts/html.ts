import type { TranscriptLine } from '../../../contract/api/index.ts';
import type { Chosen } from './choose-store.ts';

const STYLE = `
:root{color-scheme:light dark;--line:#d5d9e0;--dim:#5b6472;--in:#f1f3f6;--out:#e2efff;--note:#fff4cc;--text:#15181d;--page:#fff}
@media(prefers-color-scheme:dark){:root{--line:#3a404a;--dim:#a4adba;--in:#242932;--out:#1c3454;--note:#453a12;--text:#e8ebf0;--page:#14171c}}
body{margin:0 auto;max-width:720px;padding:24px 16px;font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page)}
h1{font-size:20px;margin:0}header p{margin:0 0 24px;color:var(--dim)}ol{list-style:none;margin:0;padding:0}
li{margin:0 0 12px;padding:8px 12px;border-radius:8px;background:var(--in);overflow-wrap:anywhere}
li.out{background:var(--out);margin-inline-start:48px}li.in{margin-inline-end:48px}
li.private{background:var(--note);border:1px dashed var(--dim)}
li.system{background:none;text-align:center;color:var(--dim);font-size:14px;padding:0}
li p{margin:0;white-space:pre-wrap}small{color:var(--dim)}ul{margin:4px 0 0;padding-inline-start:20px}
@media print{li{break-inside:avoid}}`;

/** The beginning of a page that needs nothing but itself: no scripts, no fonts, nothing fetched. */
export function htmlHead(conversation: Chosen): string {
  const who = conversation.name ?? conversation.username ?? 'Customer';
  const at = conversation.username ? ` (@${conversation.username})` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; media-src 'self' file:">
<title>${escapeHtml(who)}</title><style>${STYLE}</style></head><body>
<header><h1 dir="auto">${escapeHtml(who)}${escapeHtml(at)}</h1><p dir="auto">${escapeHtml(conversation.handle)}</p></header><ol>
`;
}

export function htmlLine(line: TranscriptLine): string {
  const time = `<time datetime="${line.at}">${line.at.replace('T', ' ').slice(0, 16)} UTC</time>`;
  if (line.tag === 'system') {
    return `<li class="system">${escapeHtml((line.what ?? '').replaceAll(/[._]/g, ' '))} · ${time}</li>\n`;
  }
  const side = line.tag === 'private' ? 'private' : line.from === 'customer' ? 'in' : 'out';
  const who = `${line.name ?? NAMES[line.from]}${line.tag === 'private' ? ' · note, not sent' : ''}`;
  const gone = line.deletedAt ? '<p><em>Deleted</em></p>' : '';
  const text = line.text === '' ? '' : `<p dir="auto">${escapeHtml(line.text)}</p>`;
  const odd = ['failed', 'uncertain', 'canceled', 'kept'].includes(line.state) ? ` · ${line.state}` : '';
  return `<li class="${side}"><small><bdi>${escapeHtml(who)}</bdi> · ${time}${odd}</small>${text}${gone}${filesOf(line)}</li>\n`;
}

export const htmlFoot = '</ol></body></html>\n';

const NAMES: Readonly<Record<TranscriptLine['from'], string>> = {
  customer: 'Customer',
  agent: 'Agent',
  program: 'Program',
  x: 'Sent on X',
  system: 'Rookery',
};

function filesOf({ files }: TranscriptLine): string {
  if (files.length === 0) return '';
  const items = files.map(({ kind, path }) =>
    path === null
      ? `<li>${escapeHtml(kind)}</li>`
      : `<li><a href="${escapeHtml(path)}">${escapeHtml(kind)}</a></li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

/** Text as text, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
