import type { HoursOutlook, OperatingHours } from '../../contract/api/hours.ts';
import { holidayAt, isOpen, listChanges } from './reckon.ts';
import type { HoursRecord } from './store.ts';
import type { Hours } from './stretches.ts';

const CHANGES_SHOWN = 6;

export function presentHours(record: HoursRecord, now: Date, usedBy: readonly string[]): OperatingHours {
  const { createdAt: _createdAt, updatedAt: _updatedAt, ...shown } = record;
  return { ...shown, outlook: outlookOf(record, now), usedBy: [...usedBy] };
}

export function outlookOf(hours: Hours, now: Date): HoursOutlook {
  return {
    open: isOpen(hours, now),
    holiday: holidayAt(hours, now) ?? null,
    changes: listChanges(hours, now, CHANGES_SHOWN).map(({ at, opens }) => ({
      at: at.toISOString(),
      change: opens ? 'opens' : 'closes',
    })),
  };
}
