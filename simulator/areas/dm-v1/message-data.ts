import { v1Error } from '../../core/errors.ts';
import { isUsable } from '../../rules/media-use.ts';
import { countCharacters, maxMessageCharacters } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import { randomToken } from '../../state/apps.ts';
import type { CallToAction, MessageContent, SharedLocation } from '../../state/dms.ts';
import { type Reader, notSent } from './json.ts';
import { readQuickReply } from './quick-reply.ts';

const maxLabel = 36;
const maxCtas = 3;

export type MessageData = Pick<MessageContent, 'text' | 'mediaId' | 'location' | 'quickReply' | 'ctas'>;

/**
 * Reads and checks `message_data` of a message or welcome message.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/sending-and-receiving/api-reference/new-event
 */
export function readMessageData(
  sim: Sim,
  data: Reader,
  senderId: string,
  maxCharacters = maxMessageCharacters,
): MessageData {
  const text = data.text('text');
  if (text !== undefined && countCharacters(text) > maxCharacters)
    throw v1Error(403, 354, 'The text of your direct message is over the max character limit.');
  const attachment = data.has('attachment') ? readAttachment(sim, data.object('attachment'), senderId) : {};
  if ((text === undefined || text.trim() === '') && attachment.mediaId === undefined && !attachment.location)
    data.required('text');
  const quickReply = data.has('quick_reply') ? readQuickReply(data.object('quick_reply')) : undefined;
  const ctas = data.has('ctas') ? readCtas(data.objects('ctas')) : undefined;
  return { text: text ?? '', ...attachment, quickReply, ctas };
}

function readAttachment(
  sim: Sim,
  attachment: Reader,
  senderId: string,
): Pick<MessageData, 'mediaId' | 'location'> {
  const type = attachment.required('type');
  if (type === 'location') return { location: readLocation(attachment.object('location')) };
  if (type !== 'media') throw notSent(`attachment type ${type} is invalid`);
  const mediaId = attachment.object('media').id('id');
  if (!sim.media.find(mediaId)) throw v1Error(400, 325, 'A media id was not found.');
  if (!isUsable(sim, mediaId, senderId)) throw v1Error(400, 324, 'The validation of media ids failed.');
  return { mediaId };
}

// https://developer.x.com/en/docs/x-api/v1/direct-messages/message-attachments/guides/attaching-location
function readLocation(location: Reader): SharedLocation {
  const type = location.required('type');
  if (type === 'shared_place') {
    const place = location.object('shared_place').object('place');
    return { type, place: { ...place.value, id: place.required('id') } };
  }
  if (type !== 'shared_coordinate') throw notSent(`location type ${type} is invalid`);
  const { coordinates } = location.object('shared_coordinate').object('coordinates').value;
  const [longitude, latitude]: unknown[] = Array.isArray(coordinates) ? coordinates : [];
  if (!isWithin(longitude, 180) || !isWithin(latitude, 90)) throw notSent('coordinates are invalid');
  return { type, longitude, latitude };
}

function isWithin(value: unknown, bound: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= bound;
}

// https://developer.x.com/en/docs/x-api/v1/direct-messages/buttons/api-reference/buttons
function readCtas(ctas: Reader[]): CallToAction[] {
  if (ctas.length === 0 || ctas.length > maxCtas) throw notSent(`ctas must have 1 to ${maxCtas} items`);
  return ctas.map((cta) => {
    const type = cta.required('type');
    if (type !== 'web_url') throw notSent(`cta type ${type} is invalid`);
    const label = cta.required('label');
    if (countCharacters(label) > maxLabel) throw notSent(`cta label is over ${maxLabel} characters`);
    const url = cta.required('url');
    if (!/^https?:\/\/[^\s/?#]+\S*$/i.test(url)) throw notSent('cta url is invalid');
    return { type, label, url, tcoUrl: `https://t.co/${randomToken(10)}` };
  });
}
