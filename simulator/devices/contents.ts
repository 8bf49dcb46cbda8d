import {
  makeStruct,
  readStruct,
  structField,
  structOf,
  textField,
  textOf,
  ThriftError,
} from '../wire/thrift.ts';

/**
 * What stands inside an encrypted message (`MessageEntryHolder`): only devices see it.
 * https://github.com/xdevplatform/chat-xdk/blob/main/thrift/product.thrift
 */
export type Contents =
  | { kind: 'text'; text: string }
  | { kind: 'reaction' | 'reaction_removed'; emoji: string; targetSequenceId: string }
  | { kind: 'edit'; text: string; targetSequenceId: string }
  | { kind: 'unknown' };

export function encodeText(text: string): Buffer {
  const message = makeStruct(textField(1, text));
  return makeStruct(structField(1, makeStruct(structField(1, message))));
}

export function decodeContents(bytes: Buffer): Contents {
  try {
    const entry = structOf(readStruct(bytes), 1);
    const message = entry && structOf(entry, 1);
    if (message) return { kind: 'text', text: textOf(message, 1) ?? '' };
    for (const [id, kind] of [
      [2, 'reaction'],
      [3, 'reaction_removed'],
    ] as const) {
      const reaction = entry && structOf(entry, id);
      if (reaction)
        return { kind, targetSequenceId: textOf(reaction, 1) ?? '', emoji: textOf(reaction, 2) ?? '' };
    }
    const edit = entry && structOf(entry, 4);
    if (edit) return { kind: 'edit', targetSequenceId: textOf(edit, 1) ?? '', text: textOf(edit, 2) ?? '' };
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error;
  }
  return { kind: 'unknown' };
}
