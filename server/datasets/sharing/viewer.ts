import type { Caller } from '../../base/index.ts';

/** Somebody who asks for DataSets, as far as DataSets go. */
export interface Viewer {
  /** Shares and policies are given to members and teams; null: to nobody who could be meant. */
  readonly memberId: string | null;
  /** Every DataSet is theirs. */
  readonly ownsAll: boolean;
  /** What DataSets of everybody let them do. */
  readonly everybody: 'read' | 'edit';
  /** Sees rows as if policies were on. */
  readonly ifOn?: boolean;
  /** A program, which owns what it made. */
  readonly clientId?: string;
}

/** Who reads: somebody, or `system`: work that nobody's eyes are on, such as the run of a report. */
export type Reader = Viewer | 'system';

/** Whoever may change the set-up owns every DataSet; to others a role says what they may do with everybody's. */
export const viewerOf = ({ memberId, permissions }: Pick<Caller, 'memberId' | 'permissions'>): Viewer => ({
  memberId,
  ownsAll: permissions.has('setup.manage'),
  everybody: permissions.has('data.manage') ? 'edit' : 'read',
});
