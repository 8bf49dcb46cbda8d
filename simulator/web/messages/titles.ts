import type { ControlConversation, ControlEvent } from '../../../contract/control/messages.ts';
import type { ControlUser } from '../../../contract/control/users.ts';
import { texts } from '../texts/messages.ts';

const GROUP_NAMES = 3;

/** The other side's name, or the names of a group. */
export const titleOf = (
  conversation: ControlConversation,
  meId: string,
  byId: Map<string, ControlUser>,
): string => {
  const names = conversation.participantIds.filter((id) => id !== meId).map((id) => byId.get(id)?.name ?? id);
  if (conversation.kind === 'one') return names[0] ?? '';
  return `${names.slice(0, GROUP_NAMES).join(', ')}${names.length > GROUP_NAMES ? ` +${names.length - GROUP_NAMES}` : ''}`;
};

const mediaWords = { photo: texts.photo, animated_gif: texts.gif, video: texts.video };

/** A message in one line. */
export const summaryOf = (event: ControlEvent, meId: string): string => {
  const words = readableText(event) || (event.media ? mediaWords[event.media.kind] : '');
  const said = words || (event.location ? texts.location : '');
  return event.senderId === meId ? `${texts.you}: ${said}` : said;
};

/** The text with X's short links as people see them; the link that stands for the attachment is left out. */
const readableText = (event: ControlEvent): string => {
  let text = event.text ?? '';
  for (const { url, displayUrl } of event.urls ?? []) text = text.replace(url, displayUrl);
  return text;
};

export const clockTime = (atMs: number): string =>
  new Date(atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

export const dayName = (atMs: number): string =>
  new Date(atMs).toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short' });

/** How a list shows when something happened: the time today, else the day. */
export const shortTime = (atMs: number, nowMs: number | null): string =>
  nowMs === null || new Date(atMs).toDateString() === new Date(nowMs).toDateString()
    ? clockTime(atMs)
    : new Date(atMs).toLocaleDateString([], { day: 'numeric', month: 'short' });
