/**
 * Thrift's binary protocol, as much of it as X's encrypted messages use.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md
 */
export type ThriftValue = boolean | number | bigint | Buffer | ThriftStruct | ThriftValue[];
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

const kinds = {
  stop: 0,
  bool: 2,
  byte: 3,
  double: 4,
  i16: 6,
  i32: 8,
  i64: 10,
  text: 11,
  struct: 12,
  map: 13,
  set: 14,
  list: 15,
};
const maxDepth = 24;

/** The bytes are not a struct, or not nothing but a struct. */
export class ThriftError extends Error {}

export function readStruct(bytes: Buffer): ThriftStruct {
  const reader = new Reader(bytes);
  const struct = reader.struct(0);
  if (reader.left > 0) throw new ThriftError('bytes follow the struct');
  return struct;
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  struct(depth: number): ThriftStruct {
    if (depth > maxDepth) throw new ThriftError('nested too deeply');
    const fields = new Map<number, ThriftValue>();
    for (;;) {
      const kind = this.#take(1).readUInt8();
      if (kind === kinds.stop) return fields;
      const id = this.#take(2).readInt16BE();
      fields.set(id, this.#value(kind, depth));
    }
  }

  #value(kind: number, depth: number): ThriftValue {
    switch (kind) {
      case kinds.bool:
        return this.#take(1).readUInt8() !== 0;
      case kinds.byte:
        return this.#take(1).readInt8();
      case kinds.double:
        return this.#take(8).readDoubleBE();
      case kinds.i16:
        return this.#take(2).readInt16BE();
      case kinds.i32:
        return this.#take(4).readInt32BE();
      case kinds.i64:
        return this.#take(8).readBigInt64BE();
      case kinds.text:
        return this.#take(this.#take(4).readInt32BE());
      case kinds.struct:
        return this.struct(depth + 1);
      case kinds.list:
      case kinds.set: {
        const of = this.#take(1).readUInt8();
        return this.#items([of], depth);
      }
      case kinds.map: {
        const of = this.#take(2);
        return this.#items([of.readUInt8(0), of.readUInt8(1)], depth);
      }
      default:
        throw new ThriftError(`unknown type ${kind}`);
    }
  }

  #items(of: number[], depth: number): ThriftValue[] {
    if (depth > maxDepth) throw new ThriftError('nested too deeply');
    const count = this.#take(4).readInt32BE();
    // Every item takes a byte at least, so a count beyond the rest is a lie.
    if (count < 0 || count > this.left) throw new ThriftError('impossible count');
    const items: ThriftValue[] = [];
    for (let index = 0; index < count; index++)
      for (const kind of of) items.push(this.#value(kind, depth + 1));
    return items;
  }

  #take(length: number): Buffer {
    if (length < 0 || length > this.left) throw new ThriftError('ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

export const textOf = (struct: ThriftStruct, id: number): string | undefined => {
  const value = struct.get(id);
  return Buffer.isBuffer(value) ? value.toString('utf8') : undefined;
};

export const bytesOf = (struct: ThriftStruct, id: number): Buffer | undefined => {
  const value = struct.get(id);
  return Buffer.isBuffer(value) ? value : undefined;
};

export const structOf = (struct: ThriftStruct, id: number): ThriftStruct | undefined => {
  const value = struct.get(id);
  return value instanceof Map ? value : undefined;
};

export const listOf = (struct: ThriftStruct, id: number): ThriftValue[] => {
  const value = struct.get(id);
  return Array.isArray(value) ? value : [];
};

export const textsOf = (struct: ThriftStruct, id: number): string[] =>
  listOf(struct, id).flatMap((value) => (Buffer.isBuffer(value) ? [value.toString('utf8')] : []));

export const numberOf = (struct: ThriftStruct, id: number): number | undefined => {
  const value = struct.get(id);
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : undefined;
};

export const flagOf = (struct: ThriftStruct, id: number): boolean | undefined => {
  const value = struct.get(id);
  return typeof value === 'boolean' ? value : undefined;
};

/** One field of a struct in the making; nothing when its value is absent. */
type Field = Buffer;
const none: Field = Buffer.alloc(0);

function field(kind: number, id: number, value: Buffer): Field {
  const head = Buffer.alloc(3);
  head.writeUInt8(kind);
  head.writeInt16BE(id, 1);
  return Buffer.concat([head, value]);
}

function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function textField(id: number, value: string | undefined): Field {
  return value === undefined ? none : field(kinds.text, id, counted(Buffer.from(value, 'utf8')));
}

export function bytesField(id: number, value: Buffer): Field {
  return field(kinds.text, id, counted(value));
}

export function flagField(id: number, value: boolean | undefined): Field {
  return value === undefined ? none : field(kinds.bool, id, Buffer.from([value ? 1 : 0]));
}

export function i32Field(id: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return field(kinds.i32, id, bytes);
}

export function i64Field(id: number, value: number | undefined): Field {
  if (value === undefined) return none;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return field(kinds.i64, id, bytes);
}

/** `struct` is a whole struct as `makeStruct` or a client made it. */
export function structField(id: number, struct: Buffer | undefined): Field {
  return struct === undefined ? none : field(kinds.struct, id, struct);
}

export function textsField(id: number, values: readonly string[]): Field {
  return field(
    kinds.list,
    id,
    list(
      kinds.text,
      values.map((value) => counted(Buffer.from(value, 'utf8'))),
    ),
  );
}

export function structsField(id: number, structs: readonly Buffer[]): Field {
  return field(kinds.list, id, list(kinds.struct, structs));
}

function list(of: number, items: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(of);
  head.writeInt32BE(items.length, 1);
  return Buffer.concat([head, ...items]);
}

export function makeStruct(...fields: readonly Field[]): Buffer {
  return Buffer.concat([...fields, Buffer.from([kinds.stop])]);
}
