import { createHash } from 'node:crypto';

export interface CallbackOutcome {
  readonly signInId: string | null;
  readonly isDone: boolean;
  readonly title: string;
  readonly message: string;
  readonly remedy: string | null;
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:26rem;padding:0 1rem;color-scheme:light dark}h1{font-size:1.25rem}';

/** Tells the page that opened the window, then closes it; a window that cannot be closed says so. */
const SCRIPT = `const { signIn, done } = document.body.dataset;
const told = { type: 'rookery.sign_in', signInId: signIn || null };
if (window.opener) window.opener.postMessage(told, window.location.origin);
try { new BroadcastChannel('rookery.sign_in').postMessage(told); } catch {}
if (done === 'yes') window.close();
document.getElementById('close').addEventListener('click', () => window.close());`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but this very script and style may run on the page. */
export const CALLBACK_POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page on which X leaves the pop-up. */
export function callbackPage(outcome: CallbackOutcome): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(outcome.title)}</title><style>${STYLE}</style></head>
<body data-sign-in="${escape(outcome.signInId ?? '')}" data-done="${outcome.isDone ? 'yes' : 'no'}">
<main><h1>${escape(outcome.title)}</h1>
<p>${escape(outcome.message)}</p>${outcome.remedy === null ? '' : `\n<p>${escape(outcome.remedy)}</p>`}
<p><button id="close" type="button">Close this window</button></p></main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
