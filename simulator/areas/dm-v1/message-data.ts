import type { Outgoing } from '../../acts/messages.ts';
import { type JsonObject, type XError, v1Error } from '../../core/errors.ts';
import { isUsable } from '../../rules/media-use.ts';
import { countCharacters, maxMessageCharacters } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import { randomToken } from '../../state/apps.ts';
import type { CallToAction, QuickReply, SharedLocation } from '../../state/dms.ts';
import { memberOf, objectsOf, textOf } from './json.ts';

const maxOptions = 20;
const maxLabel = 36;
const maxDescription = 72;
const maxMetadata = 1000;
const maxCtas = 3;

type Content = Pick<Outgoing, 'text' | 'mediaId' | 'location' | 'quickReply' | 'ctas'>;

/** Reads and checks `message_data` of a message to be sent. */
export function readMessageData(sim: Sim, data: JsonObject, senderId: string): Content {
  const text = textOf(data, 'text');
  if (text !== undefined && countCharacters(text) > maxMessageCharacters)
    throw v1Error(403, 354, 'The text of your direct message is over the max character limit.');
  const attachment =
    data['attachment'] === undefined ? {} : readAttachment(sim, memberOf(data, 'attachment'), senderId);
  if ((text === undefined || text === '') && attachment.mediaId === undefined && !attachment.location)
    throw v1Error(403, 38, 'text parameter is missing.');
  return {
    text,
    ...attachment,
    quickReply: data['quick_reply'] === undefined ? undefined : readQuickReply(memberOf(data, 'quick_reply')),
    ctas: data['ctas'] === undefined ? undefined : readCtas(objectsOf(data, 'ctas')),
  };
}

function readAttachment(
  sim: Sim,
  attachment: JsonObject,
  senderId: string,
): Pick<Content, 'mediaId' | 'location'> {
  if (textOf(attachment, 'type') === 'location')
    return { location: readLocation(memberOf(attachment, 'location')) };
  const mediaId = textOf(memberOf(attachment, 'media'), 'id') ?? '';
  if (!sim.media.find(mediaId)) throw v1Error(400, 325, 'A media id was not found.');
  if (!isUsable(sim, mediaId, senderId)) throw v1Error(400, 324, 'The validation of media ids failed.');
  return { mediaId };
}

function readLocation(location: JsonObject): SharedLocation {
  if (textOf(location, 'type') === 'shared_place') {
    const place = memberOf(memberOf(location, 'shared_place'), 'place');
    const id = textOf(place, 'id');
    if (id === undefined) throw notSent('place is missing its id');
    return { type: 'shared_place', place: { ...place, id } };
  }
  const coordinates = memberOf(memberOf(location, 'shared_coordinate'), 'coordinates')['coordinates'];
  const [longitude, latitude]: unknown[] = Array.isArray(coordinates) ? coordinates : [];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') throw notSent('coordinates are invalid');
  return { type: 'shared_coordinate', longitude, latitude };
}

function readQuickReply(reply: JsonObject): QuickReply {
  const type = textOf(reply, 'type');
  if (type === 'location') {
    const metadata = textOf(memberOf(reply, 'location'), 'metadata');
    return { type, ...(metadata === undefined ? {} : { location: { metadata } }) };
  }
  if (type === 'text_input') return { type, textInput: memberOf(reply, 'text_input') };
  if (type !== 'options') throw notSent('quick_reply type is invalid');
  const options = objectsOf(reply, 'options').map((option) => ({
    label: textOf(option, 'label') ?? '',
    description: textOf(option, 'description'),
    metadata: textOf(option, 'metadata'),
  }));
  if (options.length === 0 || options.length > maxOptions)
    throw notSent(`options must be 1 to ${maxOptions}`);
  for (const { label, description, metadata } of options) {
    if (label === '' || countCharacters(label) > maxLabel || /https?:\/\//i.test(label))
      throw notSent(`option label must be 1 to ${maxLabel} characters without a URL`);
    if (countCharacters(description ?? '') > maxDescription)
      throw notSent(`option description is over ${maxDescription} characters`);
    if ((metadata ?? '').length > maxMetadata)
      throw notSent(`option metadata is over ${maxMetadata} characters`);
  }
  const described = options.filter(({ description }) => description !== undefined).length;
  if (described > 0 && described < options.length)
    throw notSent('all options or none must have a description');
  return { type, options };
}

function readCtas(ctas: JsonObject[]): CallToAction[] {
  if (ctas.length === 0 || ctas.length > maxCtas) throw notSent(`ctas must be 1 to ${maxCtas}`);
  return ctas.map((cta) => {
    const label = textOf(cta, 'label') ?? '';
    const url = textOf(cta, 'url') ?? '';
    if (textOf(cta, 'type') !== 'web_url' || !/^https?:\/\/\S+$/i.test(url))
      throw notSent('cta type or url is invalid');
    if (label === '' || countCharacters(label) > maxLabel)
      throw notSent(`cta label must be 1 to ${maxLabel} characters`);
    return { type: 'web_url', label, url, tcoUrl: `https://t.co/${randomToken(10)}` };
  });
}

function notSent(reason: string): XError {
  return v1Error(403, 151, `There was an error sending your message: ${reason}.`);
}
