import {
  IconBell,
  IconCheck,
  IconClock,
  IconHourglass,
  IconInbox,
  IconPencil,
  IconUser,
} from '@tabler/icons-react';
import type { WorkItem } from '../../../../contract/api/index.ts';
import { useMe } from '../../../api/session.ts';
import { formatCountdown } from '../../../lib/countdown.ts';
import { useMembers } from '../../../lib/members.ts';
import { useServerNow } from '../../../lib/server-clock.ts';
import { deskTexts, stateNames } from '../../../texts/desk.ts';
import { workTexts } from '../../../texts/seat.ts';
import classes from './state.module.css';

/** What a work item's state is called everywhere; being offered and being snoozed are told apart. */
export type ShownState =
  | 'open'
  | 'held'
  | 'offered'
  | 'active'
  | 'waiting'
  | 'snoozed'
  | 'wrap_up'
  | 'closed';

type Item = Pick<WorkItem, 'state' | 'assigneeId' | 'offeredTo' | 'heldBack' | 'snoozedUntil'>;

export function shownState(item: Item): ShownState {
  if (item.state === 'closed' || item.state === 'wrap_up') return item.state;
  // Also what somebody has and hands over: until the answer it stays theirs.
  if (item.offeredTo !== null) return 'offered';
  if (item.snoozedUntil !== null) return 'snoozed';
  if (item.state === 'open' && item.heldBack !== null) return 'held';
  return item.state;
}

const icons = {
  open: IconInbox,
  held: IconUser,
  offered: IconBell,
  active: IconPencil,
  waiting: IconHourglass,
  snoozed: IconClock,
  wrap_up: IconPencil,
  closed: IconCheck,
} as const;

/** One colour, one sign and one word for each state, wherever a work item is shown. */
export function StateChip({ item, offerUntil }: { item: Item; offerUntil?: string | null }) {
  const state = shownState(item);
  const Icon = icons[state];
  return (
    <span
      className={classes.chip}
      data-state={state}
      title={state === 'held' ? workTexts.heldBackHint : undefined}
    >
      <Icon size={12} aria-hidden />
      {state === 'offered' && item.offeredTo ? (
        <Offered to={item.offeredTo} until={offerUntil ?? null} />
      ) : (
        wordOf(state)
      )}
    </span>
  );
}

function wordOf(state: ShownState): string {
  if (state === 'held') return workTexts.heldBack;
  if (state === 'snoozed') return deskTexts.snoozed;
  return stateNames[state === 'offered' ? 'open' : state];
}

function Offered({ to, until }: { to: string; until: string | null }) {
  const me = useMe();
  const { nameOf } = useMembers();
  const now = useServerNow(1_000);
  const name = to === me.id ? workTexts.toYou : nameOf(to);
  if (until === null) return workTexts.offeredTo(name);
  return workTexts.offeredUntil(name, formatCountdown(Date.parse(until) - now));
}
