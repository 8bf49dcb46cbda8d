import {
  IconAdjustmentsHorizontal,
  IconArrowUpRight,
  IconClock,
  IconCoins,
  IconGauge,
  IconKey,
  IconListDetails,
  IconLock,
  IconMessages,
  IconNews,
  IconPlayerPlay,
  IconPlugConnected,
  IconUsers,
  IconZoomExclamation,
} from '@tabler/icons-react';
import { shellTexts } from '../texts/shell.ts';

const { pages, groups } = shellTexts;

/** Every page of the console, in the order of the navigation; `key` follows g. */
export const consolePages = [
  { to: '/', name: pages.messages, icon: IconMessages, key: 'm', group: null },
  { to: '/console/people', name: pages.people, icon: IconUsers, key: 'u', group: groups.world },
  { to: '/console/posts', name: pages.posts, icon: IconNews, key: 'p', group: groups.world },
  { to: '/console/chat', name: pages.chat, icon: IconLock, key: 'x', group: groups.world },
  { to: '/console/apps', name: pages.apps, icon: IconKey, key: 'a', group: groups.programs },
  {
    to: '/console/webhooks',
    name: pages.webhooks,
    icon: IconPlugConnected,
    key: 'w',
    group: groups.programs,
  },
  {
    to: '/console/deliveries',
    name: pages.deliveries,
    icon: IconArrowUpRight,
    key: 'd',
    group: groups.programs,
  },
  { to: '/console/requests', name: pages.requests, icon: IconListDetails, key: 'r', group: groups.programs },
  {
    to: '/console/faults',
    name: pages.faults,
    icon: IconZoomExclamation,
    key: 'f',
    group: groups.conditions,
  },
  { to: '/console/clock', name: pages.clock, icon: IconClock, key: 'c', group: groups.conditions },
  { to: '/console/limits', name: pages.limits, icon: IconGauge, key: 'l', group: groups.conditions },
  { to: '/console/cost', name: pages.cost, icon: IconCoins, key: 'o', group: groups.conditions },
  { to: '/console/scenarios', name: pages.scenarios, icon: IconPlayerPlay, key: 's', group: groups.machine },
  {
    to: '/console/settings',
    name: pages.settings,
    icon: IconAdjustmentsHorizontal,
    key: 'e',
    group: groups.machine,
  },
] as const;

/** What a phone's bar has room for; the rest is behind "More". */
export const phonePages = ['/', '/console/deliveries', '/console/requests', '/console/faults'];

export const isHere = (to: string, path: string): boolean =>
  to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
