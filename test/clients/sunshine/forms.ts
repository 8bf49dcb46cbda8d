/** What a strict client reads: answers what is wrong with a value, each with its place. */
export type Form = (value: unknown, at: string) => string[];

const wrong = (at: string, value: unknown, wanted: string): string[] => [
  `${at} is ${value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80)}, not ${wanted}`,
];

/** Text of whole characters. Lengths are in characters, as Python counts them. */
export const text =
  (least = 0, most = Number.POSITIVE_INFINITY): Form =>
  (value, at) => {
    if (typeof value !== 'string' || !value.isWellFormed()) return wrong(at, value, 'text');
    const { length } = Array.from(value);
    return length >= least && length <= most ? [] : wrong(at, value, `${least} to ${most} characters`);
  };
export const matches =
  (pattern: RegExp, wanted: string): Form =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : wrong(at, value, wanted);
export const id = matches(/^[0-9a-f]{24}$/, 'an id');
export const time = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'a time with milliseconds and Z');
export const url = matches(/^https?:\/\/\S{1,2040}$/, 'an address');
export const xId = matches(/^\d{1,19}$/, 'an id of X as text');

export const number: Form = (value, at) => (typeof value === 'number' ? [] : wrong(at, value, 'a number'));
export const integer: Form = (value, at) =>
  Number.isSafeInteger(value) ? [] : wrong(at, value, 'a whole number');
/** Unix seconds of these years, not milliseconds. */
export const seconds: Form = (value, at) =>
  typeof value === 'number' && value > 1e9 && value < 1e10 ? [] : wrong(at, value, 'unix seconds');
export const truth: Form = (value, at) =>
  typeof value === 'boolean' ? [] : wrong(at, value, 'true or false');
export const one =
  (...values: readonly unknown[]): Form =>
  (value, at) =>
    values.includes(value) ? [] : wrong(at, value, `one of ${values.join(', ')}`);
export const anything: Form = () => [];

export const orNull =
  (form: Form): Form =>
  (value, at) =>
    value === null ? [] : form(value, at);
export const list =
  (form: Form, least = 0, most = Number.POSITIVE_INFINITY): Form =>
  (value, at) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return wrong(at, value, `a list of ${least} to ${most}`);
    return value.flatMap((part, index) => form(part, `${at}[${index}]`));
  };
/** A flat object of small values. */
export const metadata: Form = (value, at) =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((part) => ['string', 'number', 'boolean'].includes(typeof part))
    ? []
    : wrong(at, value, 'flat metadata');

/** Exactly these fields: those whose name ends in `?` may be missing, and none of them is null unless it says so. */
export const object =
  (fields: Readonly<Record<string, Form>>): Form =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return wrong(at, value, 'an object');
    const given: Readonly<Record<string, unknown>> = { ...value };
    const known = new Map(
      Object.entries(fields).map(([name, form]) => [
        name.replace(/\?$/, ''),
        { form, maybe: name.endsWith('?') },
      ]),
    );
    return [
      ...Object.keys(given).flatMap((name) =>
        known.has(name) ? [] : [`${at}.${name} is not a field of it`],
      ),
      ...[...known].flatMap(([name, { form, maybe }]) =>
        maybe && !(name in given) ? [] : form(given[name], `${at}.${name}`),
      ),
    ];
  };

/** By the value of `type`; a strict client knows no other. */
export const byType =
  (forms: Readonly<Record<string, Form>>): Form =>
  (value, at) => {
    const type = typeof value === 'object' && value !== null && 'type' in value ? String(value.type) : '';
    return (forms[type] ?? (() => wrong(`${at}.type`, type, Object.keys(forms).join(', '))))(value, at);
  };
