import type { SimApp } from '../../state/apps.ts';
import type { SimUser } from '../../state/users.ts';
import { escapeHtml, face, hidden, page } from './page-frame.ts';

export interface ConsentView {
  app: SimApp;
  user: SimUser;
  /** Where the form goes, and what it carries besides the decision. */
  action: string;
  fields: Record<string, string>;
  /** What the app may and may not do, each list under its heading. */
  abilities: { heading: string; items: string[] }[];
  /** This page's own address without `force_login`. */
  back: string;
  token: string;
}

/** "Authorise this app to use your account?" */
export function consentPage({ app, user, action, fields, abilities, back, token }: ConsentView): string {
  const lists = abilities
    .filter(({ items }) => items.length > 0)
    .map(
      ({ heading, items }) =>
        `<p>${escapeHtml(heading)}</p><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
    );
  const switchUrl = `/login?redirect_after_login=${encodeURIComponent(back)}`;
  const seal = { authenticity_token: token };
  return page(
    `Authorise ${app.name}`,
    `<h1>Authorise <span data-app>${escapeHtml(app.name)}</span> to access your account?</h1>
<div class="who">${face(user)}<div><b>${escapeHtml(user.name)}</b><br><small>Signed in as @${escapeHtml(user.username)} — not you? <a href="${escapeHtml(switchUrl)}">Switch</a> or <button class="as-link" form="sign-out">sign out</button></small></div></div>
${lists.join('')}
<form method="post" action="${escapeHtml(action)}">${hidden({ ...fields, ...seal })}
<button class="go" name="decision" value="authorize">Authorise app</button>
<button name="decision" value="cancel">Cancel</button></form>
<form id="sign-out" method="post" action="/logout">${hidden({ ...seal, redirect_after_logout: back })}</form>
<p class="soft address">${escapeHtml(app.url)}</p>`,
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
