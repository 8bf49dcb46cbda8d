const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether X would take this address: https, no port, 1 to 200 characters, no credentials or fragment.
 * Loopback http with a port is taken too (see DIFFERENCES.md): there is no other way to run on one machine.
 * https://docs.x.com/x-api/webhooks/introduction
 */
export const isAcceptableWebhookUrl = (text: string): boolean => {
  if (text.length < 1 || text.length > 200 || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password || url.hash) return false;
  if (LOOPBACK.has(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:';
  // An explicit `:443` disappears in parsing, and X refuses it all the same.
  const authority = text.slice(text.indexOf('//') + 2).split(/[/?]/, 1)[0] ?? '';
  return url.protocol === 'https:' && !/:\d*$/.test(authority) && url.hostname.includes('.');
};
