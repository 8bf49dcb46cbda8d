import { countCharacters } from '../../rules/message-text.ts';
import type { QuickReply } from '../../state/dms.ts';
import { type Reader, notSent } from './json.ts';

const maxOptions = 20;
const maxLabel = 36;
const maxDescription = 72;
const maxMetadata = 1000;

/**
 * What the recipient is asked for: one of some options, a place, or a text.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/quick-replies/api-reference/options
 */
export function readQuickReply(reply: Reader): QuickReply {
  const type = reply.required('type');
  if (type === 'options') return { type, options: readOptions(reply.objects('options')) };
  if (type === 'location') {
    const metadata = reply.has('location') ? readMetadata(reply.object('location')) : undefined;
    return { type, ...(metadata === undefined ? {} : { location: { metadata } }) };
  }
  if (type !== 'text_input') throw notSent(`quick_reply type ${type} is invalid`);
  if (!reply.has('text_input')) return { type };
  const input = reply.object('text_input');
  readMetadata(input);
  return { type, textInput: input.value };
}

type Options = Extract<QuickReply, { type: 'options' }>['options'];

function readOptions(options: Reader[]): Options {
  if (options.length === 0 || options.length > maxOptions)
    throw notSent(`quick_reply must have 1 to ${maxOptions} options`);
  const read = options.map((option) => {
    const label = option.required('label');
    if (countCharacters(label) > maxLabel) throw notSent(`option label is over ${maxLabel} characters`);
    if (/\bhttps?:\/\/|\bwww\.|\bt\.co\//i.test(label)) throw notSent('option label must not have a URL');
    const description = option.text('description');
    if (countCharacters(description ?? '') > maxDescription)
      throw notSent(`option description is over ${maxDescription} characters`);
    const metadata = readMetadata(option);
    return {
      label,
      ...(description === undefined ? {} : { description }),
      ...(metadata === undefined ? {} : { metadata }),
    };
  });
  const described = read.filter(({ description }) => description !== undefined).length;
  if (described > 0 && described < read.length) throw notSent('all options or none must have a description');
  return read;
}

function readMetadata(of: Reader): string | undefined {
  const metadata = of.text('metadata');
  if (countCharacters(metadata ?? '') > maxMetadata)
    throw notSent(`metadata is over ${maxMetadata} characters`);
  return metadata;
}
