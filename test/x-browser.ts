/** A browser without a screen at the local X: keeps cookies, fills the login form in, decides on consent pages. */
export interface XBrowser {
  /** Follows redirects as long as they stay at X; `left` is where it was sent to besides. */
  open(address: string): Promise<XPage>;
  /** Signs in on the login page that `open` has found, and answers the page after it. */
  signIn(name: string, password?: string): Promise<XPage>;
  /** Presses a button of the page's form: its fields and the button's own name and value are sent. */
  submit(action: string, fields: Record<string, string>): Promise<XPage>;
  cookies(): Record<string, string>;
}

export interface XPage {
  status: number;
  text: string;
  /** Where it is. */
  path: string;
  /** The address outside of X to which it was sent. */
  left?: URL;
}

const redirects = new Set([302, 303]);

export function openXBrowser(origin: string): XBrowser {
  const jar = new Map<string, string>();
  let shown: XPage = { status: 0, text: '', path: '/' };

  const send = async (method: string, path: string, body?: URLSearchParams): Promise<XPage> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(origin + path, { method, body, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (line.includes('Max-Age=0')) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    if (!redirects.has(response.status)) return (shown = { status: response.status, text, path });
    const target = new URL(response.headers.get('location') ?? '', origin + path);
    if (target.origin !== origin) return (shown = { status: response.status, text, path, left: target });
    return send('GET', target.pathname + target.search);
  };

  const submit: XBrowser['submit'] = (action, fields) => {
    const form = new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, 's').exec(shown.text)?.[1];
    if (form === undefined) throw new Error(`no form to ${action} on this page: ${shown.text}`);
    const body = new URLSearchParams();
    for (const [, name = '', value = ''] of form.matchAll(
      /<input type="hidden" name="([^"]+)" value="([^"]*)">/g,
    ))
      body.set(name, value.replaceAll('&amp;', '&'));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return send('POST', action, body);
  };

  return {
    open: (address) => {
      const { pathname, search } = new URL(address, origin);
      return send('GET', pathname + search);
    },
    signIn: (name, password = 'password') =>
      submit('/login', { 'session[username_or_email]': name, 'session[password]': password }),
    submit,
    cookies: () => Object.fromEntries(jar),
  };
}

/** Goes through the whole of it: login, then the consent page of `authorizeUrl`; answers where the browser ends. */
export async function consentAs(
  origin: string,
  authorizeUrl: string,
  name: string,
  decision: 'authorize' | 'cancel' = 'authorize',
): Promise<URL> {
  const browser = openXBrowser(origin);
  await browser.open(authorizeUrl);
  let page = await browser.signIn(name);
  if (!page.left) page = await browser.submit(new URL(authorizeUrl).pathname, { decision });
  if (!page.left) throw new Error(`still at X: ${page.status} ${page.text}`);
  return page.left;
}
