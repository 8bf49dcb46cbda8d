/** What X serves under one name. */
type Site = 'api' | 'upload' | 'data' | 'web' | 'files' | 'pictures';

// https://docs.x.com/fundamentals/authentication/api-reference, https://docs.x.com/enterprise-api/engagement
const sites = new Map<string, Site>(
  Object.entries({
    'api.x.com': 'api',
    'api.twitter.com': 'api',
    'upload.x.com': 'upload',
    'upload.twitter.com': 'upload',
    'data-api.x.com': 'data',
    'data-api.twitter.com': 'data',
    'x.com': 'web',
    'www.x.com': 'web',
    'mobile.x.com': 'web',
    'twitter.com': 'web',
    'www.twitter.com': 'web',
    'mobile.twitter.com': 'web',
    'ton.x.com': 'files',
    'ton.twitter.com': 'files',
    'pbs.twimg.com': 'pictures',
    'video.twimg.com': 'pictures',
  } as const),
);

/** Every name of X that is led to the simulator. */
export const xHosts: readonly string[] = [...sites.keys()];

const signingIn = /^\/(?:login|logout|i\/flow\/login|settings\/connected_apps|_sim\/continue-as)$/;
const pathsOf: Record<Site, readonly RegExp[]> = {
  // v1.1 media upload is not here: https://developer.x.com/en/docs/x-api/v1/media/upload-media/api-reference/post-media-upload
  api: [/^\/1\.1\/(?!media\/|ton\/)/, /^\/2\//, /^\/oauth2?\//, /^\/i\/oauth\//, signingIn],
  upload: [/^\/1\.1\/media\//],
  data: [/^\/insights\/engagement\//],
  web: [/^\/i\/oauth2\/authorize$/, /^\/messages\/compose$/, signingIn],
  files: [/^\/1\.1\/ton\//, /^\/dm_video(?:_preview)?\//],
  pictures: [/^\/media\//, /^\/avatars\//, /^\/dm_video(?:_preview)?\//],
};

/** A Host header without its port, in lower case. */
export function nameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

export function isXHost(host: string): boolean {
  return sites.has(nameOf(host));
}

/** Whether X has this path under this Host. Any other Host is the simulator's own address, which answers everything. */
export function hostHas(host: string | undefined, url: string): boolean {
  if (host === undefined) return true;
  // The address that nearly every request comes to, without work.
  const site = sites.get(host) ?? sites.get(nameOf(host));
  if (site === undefined) return true;
  const [path = ''] = url.split('?', 1);
  return pathsOf[site].some((pattern) => pattern.test(path));
}
