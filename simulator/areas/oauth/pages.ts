import type { SimApp } from '../../state/apps.ts';
import type { SimUser } from '../../state/users.ts';

/** Text made safe for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (c) => names[c] ?? c);
}

const style = `
:root{color-scheme:light dark;--ink:#0f1419;--soft:#536471;--line:#cfd9de;--page:#f7f9f9;--card:#fff;--go:#0f1419;--go-ink:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9ea;--soft:#8b98a5;--line:#38444d;--page:#0b0f13;--card:#15202b;--go:#eff3f4;--go-ink:#0f1419;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header{display:flex;gap:.75rem;align-items:center;padding:.75rem 1.5rem;border-bottom:1px solid var(--line);background:var(--card)}
header b{font-size:1.25rem}header span{color:var(--soft);font-size:.9rem}
main{max-width:30rem;margin:2rem auto;padding:1.75rem;background:var(--card);border:1px solid var(--line);border-radius:16px}
h1{font-size:1.4rem;line-height:1.3;margin:0 0 1rem}ul{padding-left:1.25rem;margin:.5rem 0 1.25rem}li{margin:.2rem 0}
.who{display:flex;gap:.75rem;align-items:center;padding:.75rem;border:1px solid var(--line);border-radius:12px;margin:0 0 1.25rem}
.face{flex:none;width:40px;height:40px;border-radius:50%;display:grid;place-items:center;background:#1d9bf0;color:#fff;font-weight:700}
.who div{min-width:0;flex:1}.who small,p.soft{color:var(--soft)}a{color:#1d6fb8}@media (prefers-color-scheme:dark){a{color:#6cb8f6}}
button{font:inherit;font-weight:700;width:100%;padding:.7rem 1rem;border-radius:999px;border:1px solid var(--line);background:transparent;color:var(--ink);cursor:pointer;margin-top:.6rem}
button.go{background:var(--go);color:var(--go-ink);border-color:var(--go)}button.person{display:flex;gap:.75rem;align-items:center;text-align:left;font-weight:400;border-radius:12px;padding:.5rem .75rem}
button:focus-visible,a:focus-visible{outline:3px solid #1d9bf0;outline-offset:2px}
code.pin{display:block;font-size:2.5rem;letter-spacing:.3em;text-align:center;padding:1rem 0;user-select:all}.bad{color:var(--bad)}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><header><b>X</b><span>local simulator</span></header><main>${body}</main></body></html>`;
}

function face(user: SimUser): string {
  return `<span class="face" aria-hidden="true">${escapeHtml(user.name.slice(0, 1).toUpperCase())}</span>`;
}

function hidden(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
}

export interface ConsentView {
  app: SimApp;
  user: SimUser;
  /** Where the form goes, and what it carries besides the user and the decision. */
  action: string;
  fields: Record<string, string>;
  may: string[];
  mayNot: string[];
  /** Address of the list on which one becomes somebody else. */
  switchUrl: string;
}

/** "Authorise this app to use your account?" */
export function consentPage({ app, user, action, fields, may, mayNot, switchUrl }: ConsentView): string {
  const list = (items: string[]) =>
    `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  return page(
    `Authorise ${app.name}`,
    `<h1>Authorise <span data-app>${escapeHtml(app.name)}</span> to access your account?</h1>
<div class="who">${face(user)}<div><b>${escapeHtml(user.name)}</b><br><small>Signed in as @${escapeHtml(user.username)} — not you? <a href="${escapeHtml(switchUrl)}">Switch</a></small></div></div>
<p>This app will be able to:</p>${list(may)}
${mayNot.length > 0 ? `<p>Will not be able to:</p>${list(mayNot)}` : ''}
<form method="post" action="${escapeHtml(action)}">${hidden({ ...fields, user_id: user.id })}
<button class="go" name="decision" value="authorize">Authorise app</button>
<button name="decision" value="cancel">Cancel</button></form>
<p class="soft">${escapeHtml(app.url)}</p>`,
  );
}

/** The list of users that one can be; X itself takes whoever is signed in. */
export function signInPage(users: SimUser[], returnTo: string): string {
  const rows = users.map(
    (user) =>
      `<button class="person" name="user_id" value="${escapeHtml(user.id)}">${face(user)}<span><b>${escapeHtml(user.name)}</b><br>@${escapeHtml(user.username)}</span></button>`,
  );
  const body =
    rows.length > 0 ? rows.join('') : '<p class="bad">There are no users yet: create one first.</p>';
  return page(
    'Sign in to X',
    `<h1>Who are you?</h1><p class="soft">The simulator asks for no password.</p><form method="post" action="/_sim/sign-in">${hidden({ return_to: returnTo })}${body}</form>`,
  );
}

export function pinPage(app: SimApp, pin: string): string {
  return page(
    'Your PIN',
    `<h1>You have granted access to ${escapeHtml(app.name)}</h1><p>Return to it and enter this PIN to finish:</p><code class="pin" id="oauth_pin">${pin}</code>`,
  );
}

export function deniedPage(app: SimApp): string {
  return page(
    'Cancelled',
    `<h1>You have not given ${escapeHtml(app.name)} access</h1><p>You can close this page.</p>`,
  );
}

export function errorPage(reason: string): string {
  return page(
    'Something went wrong',
    `<h1>Something went wrong</h1><p>You weren’t able to give access to the App. Go back and try logging in again.</p><p class="soft bad">${escapeHtml(reason)}</p>`,
  );
}
