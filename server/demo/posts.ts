import type { HandleKey } from './local-x.ts';

/** A post of one of the demo's accounts, and what became of it. */
export interface DemoPost {
  readonly handle: HandleKey;
  readonly hoursAgo: number;
  /** `{messages}` stands for a link that opens a message to the account. */
  readonly text: string;
  /** How the world sees it, in the words of the local X's control API. */
  readonly curve: {
    readonly impressions: number;
    readonly halfLifeHours: number;
    readonly promotedShare?: number;
    /** Somebody well-known shows it so many hours after it was posted. */
    readonly burst?: { readonly afterHours: number; readonly impressions: number };
  };
}

export const demoPosts: readonly DemoPost[] = [
  {
    handle: 'main',
    hoursAgo: 26 * 24,
    text: 'Our autumn blend is back: plum, cocoa, a little smoke. https://fernhill.example/autumn #coffee',
    curve: { impressions: 21_400, halfLifeHours: 9, burst: { afterHours: 75, impressions: 34_000 } },
  },
  {
    handle: 'main',
    hoursAgo: 19 * 24 + 5,
    text: 'How we roast, in four minutes. Questions welcome. https://fernhill.example/how-we-roast',
    curve: { impressions: 12_800, halfLifeHours: 14 },
  },
  {
    handle: 'wholesale',
    hoursAgo: 15 * 24 + 2,
    text: 'Cafés: our new price list is out, and yes, the decaf is cheaper. https://fernhill.example/trade',
    curve: { impressions: 3_100, halfLifeHours: 6, promotedShare: 0.4 },
  },
  {
    handle: 'main',
    hoursAgo: 9 * 24 + 3,
    text: 'The roastery is closed on Monday while we move the big drum. Parcels leave again on Tuesday.',
    curve: { impressions: 6_900, halfLifeHours: 5 },
  },
  {
    handle: 'main',
    hoursAgo: 4 * 24 + 7,
    text: 'Something wrong with your order? Write to us, a person answers: {messages}',
    curve: { impressions: 15_300, halfLifeHours: 8 },
  },
  {
    handle: 'main',
    hoursAgo: 2 * 24 + 1,
    text: 'Free tasting on Saturday from ten. Bring a friend who thinks filter coffee is boring. #coffee',
    curve: { impressions: 18_700, halfLifeHours: 7, promotedShare: 0.25 },
  },
  {
    handle: 'main',
    hoursAgo: 9,
    text: 'First batch of the Ethiopian natural is out of the drum. It smells like blueberries in here.',
    curve: { impressions: 9_600, halfLifeHours: 6 },
  },
];
