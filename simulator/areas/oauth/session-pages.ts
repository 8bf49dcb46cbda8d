import { defaultPassword } from '../../state/passwords.ts';
import type { SimUser } from '../../state/users.ts';
import { escapeHtml, face, hidden, page } from './page-frame.ts';

export interface SignInView {
  returnTo: string;
  token: string;
  /** What stands in the first field already. */
  name: string;
  /** What was wrong with the last try. */
  refusal?: string;
  /** Those whom one may become with one click, and how many there are besides. */
  people: SimUser[];
  others: number;
}

/** The login, and below or beside it what X does not have: everybody whom one can be here. */
export function signInPage({ returnTo, token, name, refusal, people, others }: SignInView): string {
  const carried = hidden({ redirect_after_login: returnTo, authenticity_token: token });
  const focus = (field: boolean) => (field ? ' autofocus' : '');
  const login = `<section><h1>Sign in to X</h1>
${refusal ? `<p class="bad" role="alert">${escapeHtml(refusal)}</p>` : ''}
<form method="post" action="/login">${carried}
<label for="name">User name or e-mail</label><input id="name" name="session[username_or_email]" value="${escapeHtml(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${focus(name === '')}>
<label for="password">Password</label><input id="password" name="session[password]" type="password" autocomplete="current-password" required${focus(name !== '')}>
<button class="go">Sign in</button></form>
<p class="soft" style="margin-top:1rem">This is a local X with made-up people. The password of each is “${defaultPassword}” until another one is set.</p></section>`;
  const rows = people.map(
    (user) =>
      `<button class="person" name="user_id" value="${escapeHtml(user.id)}">${face(user)}<span><b>${escapeHtml(user.name)}</b><br>@${escapeHtml(user.username)}</span></button>`,
  );
  const list =
    rows.length > 0
      ? `<form method="post" action="/_sim/continue-as">${carried}<div class="people">${rows.join('')}</div></form>${others > 0 ? `<p class="soft">And ${others} more: sign in with their user names.</p>` : ''}`
      : '<p>There is nobody yet: make somebody on the simulator’s own page, or with its control API.</p>';
  const shortcut = `<section><h2>Continue as</h2><p class="soft">Only here, and without a password.</p>${list}</section>`;
  return page('Sign in to X', login + shortcut, true);
}

/** The right password, but of somebody who may not act. */
export function refusedUserPage(user: SimUser, reason: string, returnTo: string): string {
  const again = `/login?redirect_after_login=${encodeURIComponent(returnTo)}`;
  return page(
    'Sign in to X',
    `<h1>@${escapeHtml(user.username)}</h1><p class="bad" role="alert">${escapeHtml(reason)}</p><p><a href="${escapeHtml(again)}">Sign in as somebody else</a></p>`,
  );
}

export interface ConnectedApp {
  id: string;
  name: string;
  url: string;
}

/** Who is signed in, and the apps that may act for them. */
export function accountPage(user: SimUser, apps: ConnectedApp[], token: string): string {
  const seal = hidden({ authenticity_token: token });
  const rows = apps.map(
    ({ id, name, url }) =>
      `<div class="row"><div><b>${escapeHtml(name)}</b><br><small>${escapeHtml(url)}</small></div><button form="revoke" name="app_id" value="${escapeHtml(id)}" aria-label="Revoke access of ${escapeHtml(name)}">Revoke access</button></div>`,
  );
  return page(
    'Connected apps',
    `<h1>Connected apps</h1><div class="who">${face(user)}<div><b>${escapeHtml(user.name)}</b><br><small>Signed in as @${escapeHtml(user.username)} — <a href="/login">Switch</a> or <button class="as-link" form="sign-out">sign out</button></small></div></div>
${rows.length > 0 ? rows.join('') : '<p>No app may act for you.</p>'}
<form id="revoke" method="post" action="/settings/connected_apps">${seal}</form><form id="sign-out" method="post" action="/logout">${seal}</form>`,
  );
}
