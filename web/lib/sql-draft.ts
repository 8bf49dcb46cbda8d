import type { QueryView, SavedQuery } from '../../contract/api/index.ts';

/** What of a saved query was opened. */
export type DraftBase = Pick<SavedQuery, 'id' | 'version' | 'name' | 'description' | 'sql' | 'view'>;

/** What stands on the SQL page; this browser keeps it. */
export interface SqlDraft {
  readonly sql: string;
  readonly view: QueryView;
  /** The saved query that it began as; null: it is a new one. */
  readonly base: DraftBase | null;
}

export const plainView: QueryView = { kind: 'table', x: null, y: [] };
export const emptyDraft: SqlDraft = { sql: '', view: plainView, base: null };

export const draftOf = (saved: SavedQuery): SqlDraft => ({
  sql: saved.sql,
  view: saved.view,
  base: baseOf(saved),
});

/** The draft stays as it is, and stands on what is stored now. */
export const savedAs = (draft: SqlDraft, saved: SavedQuery): SqlDraft => ({ ...draft, base: baseOf(saved) });

function baseOf({ id, version, name, description, sql, view }: SavedQuery): DraftBase {
  return { id, version, name, description, sql, view };
}

/** Something stands here that is stored nowhere but in this browser. */
export function isUnsaved({ sql, view, base }: SqlDraft): boolean {
  return base ? sql !== base.sql || !sameView(view, base.view) : sql.trim() !== '';
}

function sameView(a: QueryView, b: QueryView): boolean {
  return a.kind === b.kind && a.x === b.x && a.y.join('\n') === b.y.join('\n');
}

/** What somebody else stored meanwhile is taken over, unless something of one's own would go. */
export function followStored(draft: SqlDraft, stored: SavedQuery): SqlDraft {
  return isBehind(draft, stored) && !isUnsaved(draft) ? draftOf(stored) : draft;
}

export function isBehind({ base }: SqlDraft, stored: SavedQuery): boolean {
  return base !== null && base.id === stored.id && stored.version > base.version;
}

export const writeDraft = (draft: SqlDraft): string => JSON.stringify(draft);

/** A draft as this browser kept it; what cannot be read as one is a statement, as it was kept before. */
export function readDraft(text: string | null): SqlDraft {
  if (text === null) return emptyDraft;
  const kept = parse(text);
  if (!isRecord(kept) || typeof kept['sql'] !== 'string') return { ...emptyDraft, sql: text };
  return { sql: kept['sql'], view: readView(kept['view']), base: readBase(kept['base']) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readView(value: unknown): QueryView {
  if (!isRecord(value)) return plainView;
  const kind = (['table', 'line', 'bar', 'number'] as const).find((one) => one === value['kind']);
  const y = Array.isArray(value['y']) ? value['y'].filter((one) => typeof one === 'string') : [];
  return { kind: kind ?? 'table', x: typeof value['x'] === 'string' ? value['x'] : null, y };
}

function readBase(value: unknown): DraftBase | null {
  if (!isRecord(value)) return null;
  const { id, version, name, description, sql, view } = value;
  if (typeof id !== 'string' || typeof version !== 'number' || typeof sql !== 'string') return null;
  if (typeof name !== 'string' || typeof description !== 'string') return null;
  return { id, version, name, description, sql, view: readView(view) };
}
