import type { TranscriptFormat, TranscriptLine } from '../../../contract/api/index.ts';
import { writeCsv } from '../../base/index.ts';
import type { Chosen } from './choose-store.ts';
import { htmlFoot, htmlHead, htmlLine } from './html.ts';

/** A format as text that is made while the lines come. */
export interface Writer {
  head(conversation: Chosen): string;
  line(line: TranscriptLine, conversation: Chosen, index: number): string;
  foot(masked: boolean): string;
}

const CSV_COLUMNS = [
  'conversation',
  'handle',
  'customer',
  'at',
  'tag',
  'from',
  'name',
  'text',
  'what',
  'state',
  'files',
];

export const writers: Readonly<Record<TranscriptFormat, Writer>> = {
  html: { head: htmlHead, line: htmlLine, foot: () => htmlFoot },
  json: {
    head: ({ id, handle, customerId, name, username }) => {
      const open = JSON.stringify({
        version: 1,
        conversationId: id,
        handle,
        customer: { id: customerId, name, username },
      });
      return `${open.slice(0, -1)},"lines":[`;
    },
    line: (line, _conversation, index) => `${index === 0 ? '' : ','}\n${JSON.stringify(line)}`,
    foot: (masked) => `\n],"masked":${String(masked)}}\n`,
  },
  csv: {
    head: () => writeCsv([CSV_COLUMNS]),
    line: (line, conversation) =>
      writeCsv([
        [
          conversation.id,
          conversation.handle,
          conversation.username ?? conversation.customerId,
          line.at,
          line.tag,
          line.from,
          line.name ?? '',
          line.text,
          line.what ?? '',
          line.state,
          line.files.map(({ kind, path }) => path ?? kind).join(' '),
        ],
      ]),
    foot: () => '',
  },
};
