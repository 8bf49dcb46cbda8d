/** Where X is. The four addresses are one and the same for the local X. No trailing slash. */
export interface XHosts {
  /** REST, OAuth 1.0a and the OAuth 2.0 token endpoint. */
  readonly api: string;
  /** v1.1 media upload. */
  readonly upload: string;
  /** The OAuth 2.0 consent page, opened in the browser. */
  readonly login: string;
  /** Enterprise Engagement API. */
  readonly data: string;
}

export const REAL_X: XHosts = {
  api: 'https://api.x.com',
  upload: 'https://upload.x.com',
  login: 'https://x.com',
  data: 'https://data-api.x.com',
};

/** The hosts of a local X that answers everything at one address. */
export function localX(baseUrl: string): XHosts {
  const base = baseUrl.replace(/\/+$/, '');
  return { api: base, upload: base, login: base, data: base };
}
