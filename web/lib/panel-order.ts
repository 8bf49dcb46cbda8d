export const panelIds = [
  'profile',
  'contact',
  'conversation',
  'earlier',
  'others',
  'case',
  'timeline',
  'knowledge',
  'why',
] as const;
export type PanelId = (typeof panelIds)[number];

/** The sections in the order that somebody chose; what the choice does not name stays behind as delivered. */
export function orderPanels(chosen: readonly string[]): PanelId[] {
  const known = [...new Set(chosen)].filter((id): id is PanelId => panelIds.some((each) => each === id));
  return [...known, ...panelIds.filter((id) => !known.includes(id))];
}
