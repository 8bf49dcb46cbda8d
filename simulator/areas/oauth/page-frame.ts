import type { FastifyReply } from 'fastify';
import type { SimUser } from '../../state/users.ts';
import { pageStyle } from './page-style.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => entities[c] ?? c);
}

/** A whole page; `body` is HTML. `wide` sets its two sections beside each other where there is room. */
export function page(title: string, body: string, wide = false): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${pageStyle}</style></head><body><header><b>X</b><span>local simulator</span></header><main${wide ? ' class="wide"' : ''}>${body}</main></body></html>`;
}

export function face(user: SimUser): string {
  const [first = '?'] = user.name;
  return `<span class="face" aria-hidden="true">${escapeHtml(first.toUpperCase())}</span>`;
}

export function hidden(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
}

/** What X says when a consent page cannot be shown. */
export function errorPage(reason: string): string {
  return page(
    'Something went wrong',
    `<h1>Something went wrong</h1><p>You weren’t able to give access to the App. Go back and try logging in again.</p><p class="bad">${escapeHtml(reason)}</p>`,
  );
}

/** Never kept, never framed by another page, and without scripts. */
export function html(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    .send(text);
}
