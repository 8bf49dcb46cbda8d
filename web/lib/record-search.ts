import type { CaseStatus } from '../../contract/api/index.ts';

/** What a page of records shows, as its address says it. */
export interface RecordSearch {
  /** Words that are looked for. */
  q?: string;
  /** The record that is open beside the list. */
  open?: string;
  status?: CaseStatus;
}

const statuses: readonly string[] = ['active', 'resolved', 'cancelled'] satisfies CaseStatus[];
const isStatus = (text: unknown): text is CaseStatus => typeof text === 'string' && statuses.includes(text);

/** Reads an address: what does not belong there is left out. */
export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  const { q, open, status } = search;
  // A number in an address is read as one.
  const words = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 100) : '';
  const id = typeof open === 'string' || typeof open === 'number' ? String(open) : '';
  return {
    ...(words !== '' && { q: words }),
    ...(/^[0-9a-f]{24}$/.test(id) && { open: id }),
    ...(isStatus(status) && { status }),
  };
}
