import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError } from '../errors.ts';

export interface UrlRules {
  /** Lets loopback and private addresses and plain http through: demo, tests, an operator's own network. */
  readonly allowPrivate: boolean;
}

const blocked = new BlockList();
// RFC 6890 and the cloud's metadata address, which is link-local.
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv6');
}

/** True for an address that a stranger must not make us talk to. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivateAddress(mapped);
  const family = isIP(address);
  if (family === 0) return true;
  return blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Reads an address that a person or a program gave us. @throws AppError `url_refused` saying why. */
export function parseUserUrl(text: string, rules: UrlRules): URL {
  const url = URL.parse(text);
  if (!url) throw refused(text, 'it is not a complete address.');
  if (url.protocol !== 'https:' && !(rules.allowPrivate && url.protocol === 'http:')) {
    throw refused(text, 'it must begin with https://.');
  }
  if (url.username || url.password) throw refused(text, 'it must not hold a name or password.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!rules.allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) {
    throw refused(text, 'it points into a private network.');
  }
  return url;
}

/**
 * Looks the host up and answers an address to connect to. Connect to that address and no other: a second look-up may
 * answer differently. @throws AppError `url_refused` when any of its addresses is private, or it has none.
 */
export async function resolveUserUrl(url: URL, rules: UrlRules): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = await lookup(host, { all: true }).catch((cause: unknown) => {
    throw refused(url.href, 'its host is not known.', cause);
  });
  const [first] = found;
  if (!first) throw refused(url.href, 'its host is not known.');
  if (!rules.allowPrivate && found.some(({ address }) => isPrivateAddress(address))) {
    throw refused(url.href, 'it points into a private network.');
  }
  return isIPv6(first.address) ? `[${first.address}]` : first.address;
}

function refused(url: string, problem: string, cause?: unknown): AppError {
  return new AppError(baseErrors.url_refused, { values: { url: url.slice(0, 200), problem }, cause });
}
