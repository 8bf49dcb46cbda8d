/** Who can make the error go away. */
export type Actor = 'caller' | 'operator' | 'us' | 'time';

export interface ErrorDeclaration {
  readonly code: string;
  /** HTTP status of our own API. */
  readonly status: number;
  readonly who: Actor;
  /** Shown to people; `{name}` is replaced by the value of that name. */
  readonly sentence: string;
}

type Declared<T> = { readonly [K in keyof T & string]: ErrorDeclaration & { readonly code: K } };

/** Declares a module's error codes: the key is the code. */
export function declareErrors<const T extends Record<string, Omit<ErrorDeclaration, 'code'>>>(
  errors: T,
): Declared<T> {
  const entries = Object.entries(errors).map(([code, error]) => [code, { code, ...error }]);
  // Object.fromEntries forgets the keys that `errors` has.
  return Object.fromEntries(entries) as Declared<T>;
}
