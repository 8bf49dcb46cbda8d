import { readUser, type XUser } from '../../x/index.ts';

/** `/2/users/me` with the header that tells an OAuth 1.0a sign-in's permission. */
export const readMe = {
  input: {
    query: { 'user.fields': 'name,profile_image_url,protected,receives_your_dm,username' },
  },
  output(answer: { readonly headers: Headers; readonly body: unknown }): {
    me: XUser;
    accessLevel: string | null;
  } {
    // Any JSON object has string keys; readUser believes nothing else of it.
    const body = answer.body as { data?: unknown } | null | undefined;
    const me = readUser(body?.data) ?? { id: '', username: '', name: '' };
    return { me, accessLevel: answer.headers.get('x-access-level') };
  },
};
