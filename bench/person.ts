/** Signs in as the administrator of a bench's house; the headers of each of their requests. */
export async function signInToHouse(
  url: string,
): Promise<{ cookie: string; headers: Record<string, string> }> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse battery' }),
  });
  if (!response.ok) throw new Error(`signing in answered ${response.status}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  // The contract of POST /api/session.
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const headers = { cookie, origin: url, 'x-csrf-token': csrfToken };
  await fetch(`${url}/api/session/preferences`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ practiceDone: true }),
  });
  return { cookie, headers };
}

/** A cookie header as the browser driver wants it. */
export function cookiesOf(header: string, url: string) {
  return header.split('; ').map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return { name, value: rest.join('='), url, httpOnly: true };
  });
}
