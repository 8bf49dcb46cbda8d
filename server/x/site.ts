import type { XHosts } from './hosts.ts';
import { createXTime, type XTime } from './x-time.ts';

/**
 * Which words X wants in parameters. Up to version 2.166 of its description everything is a tweet, from 2.167 on a
 * post; which of them the live server takes is not documented, so a refusal of one makes us try the other.
 */
export type Vocabulary = 'tweet' | 'post';

/** One X: the real one or a local one, and what was learnt about it. */
export interface XSite {
  readonly network: 'x' | 'local';
  readonly hosts: XHosts;
  readonly time: XTime;
  vocabulary: Vocabulary;
}

export function createSite(network: 'x' | 'local', hosts: XHosts): XSite {
  return { network, hosts, time: createXTime(), vocabulary: 'tweet' };
}
