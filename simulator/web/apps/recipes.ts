import type { ControlApp, ControlToken } from '../../../contract/control/apps.ts';

export type RecipeName = 'env' | 'curl' | 'node' | 'xdk' | 'python';

/** Lines to paste, so that a program speaks to this local X with this app's keys. */
export const recipes: Record<
  RecipeName,
  (base: string, app: ControlApp, token: ControlToken | null) => string
> = {
  env: (base, app, token) =>
    [
      `X_BASE_URL=${base}`,
      `X_API_KEY=${app.consumerKey}`,
      `X_API_SECRET=${app.consumerSecret}`,
      `X_CLIENT_ID=${app.clientId}`,
      ...(app.clientType === 'confidential' ? [`X_CLIENT_SECRET=${app.clientSecret}`] : []),
      ...(token?.kind === 'oauth1'
        ? [`X_ACCESS_TOKEN=${token.token}`, `X_ACCESS_TOKEN_SECRET=${token.secret}`]
        : []),
      ...(token?.kind === 'oauth2' ? [`X_ACCESS_TOKEN=${token.accessToken}`] : []),
    ].join('\n'),
  curl: (base, app, token) =>
    token?.kind === 'oauth2'
      ? `curl ${base}/2/users/me -H 'authorization: Bearer ${token.accessToken}'`
      : [
          '# an app-only token, then a request with it',
          `BEARER=$(curl -s -u '${app.consumerKey}:${app.consumerSecret}' -d grant_type=client_credentials ${base}/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
          `curl ${base}/2/users/by/username/NAME -H "authorization: Bearer $BEARER"`,
        ].join('\n'),
  node: (base, app, token) =>
    [
      `// ROOKERY_LOCAL_X=${base} node -r rookery/simulator/register program.mjs`,
      "import { TwitterApi } from 'twitter-api-v2';",
      token?.kind === 'oauth2'
        ? `const x = new TwitterApi('${token.accessToken}');`
        : [
            'const x = new TwitterApi({',
            `  appKey: '${app.consumerKey}',`,
            `  appSecret: '${app.consumerSecret}',`,
            ...(token ? [`  accessToken: '${token.token}',`, `  accessSecret: '${token.secret}',`] : []),
            '});',
          ].join('\n'),
      'console.log(await x.v2.me());',
    ].join('\n'),
  xdk: (base, app, token) =>
    [
      "import { Client, OAuth1 } from '@xdevplatform/xdk';",
      token?.kind === 'oauth2'
        ? `const x = new Client({ baseUrl: '${base}', accessToken: '${token.accessToken}' });`
        : [
            'const oauth1 = new OAuth1({',
            `  apiKey: '${app.consumerKey}',`,
            `  apiSecret: '${app.consumerSecret}',`,
            "  callback: 'oob',",
            ...(token ? [`  accessToken: '${token.token}',`, `  accessTokenSecret: '${token.secret}',`] : []),
            '});',
            `const x = new Client({ baseUrl: '${base}', oauth1 });`,
          ].join('\n'),
      'console.log(await x.users.getMe());',
    ].join('\n'),
  python: (base, app, token) =>
    [
      '# Start the local X with --proxy-port 3201, then:',
      `#   curl -o ca.pem ${base}/_control/ca.pem`,
      '#   export HTTPS_PROXY=http://127.0.0.1:3201 REQUESTS_CA_BUNDLE=$PWD/ca.pem',
      'import tweepy',
      token?.kind === 'oauth2'
        ? `x = tweepy.Client("${token.accessToken}")`
        : [
            'x = tweepy.Client(',
            `    consumer_key="${app.consumerKey}", consumer_secret="${app.consumerSecret}",`,
            ...(token ? [`    access_token="${token.token}", access_token_secret="${token.secret}",`] : []),
            ')',
          ].join('\n'),
      'print(x.get_me())',
    ].join('\n'),
};
