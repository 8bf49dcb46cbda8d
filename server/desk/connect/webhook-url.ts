import { isIP } from 'node:net';
import { isPrivateAddress } from '../../base/index.ts';

const LONGEST = 200;

/**
 * Why X cannot use this webhook address, in a sentence; undefined when it can. The local X takes loopback http with a
 * port, the real one wants a public https address without a port.
 */
export function whyUnusable(webhookUrl: string, network: 'x' | 'local'): string | undefined {
  const url = new URL(webhookUrl);
  if (webhookUrl.length > LONGEST) return `The webhook address is longer than ${LONGEST} characters.`;
  if (network === 'local') return undefined;
  if (url.protocol !== 'https:')
    return 'X calls webhooks over https only, and this server’s address begins with http://.';
  if (url.port !== '')
    return `X calls webhooks on port 443 only, and this server’s address names port ${url.port}.`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost') || !/[.:]/.test(host)) {
    return `X cannot reach ${host}: it is not a public name.`;
  }
  if (isIP(host) !== 0 && isPrivateAddress(host)) return `X cannot reach ${host}: it is a private address.`;
  return undefined;
}
