import type { SunshineProfile } from '../../../contract/sunshine/users.ts';
import type { Customer } from '../../conversations/index.ts';

export type MetadataValues = Readonly<Record<string, string | number | boolean>>;

/** What programs keep of a user, beside what X says. */
export interface KeptUser {
  readonly id: string;
  readonly externalId: string | null;
  readonly profile: SunshineProfile;
  readonly metadata: MetadataValues;
  readonly signedUpAt: Date | null;
  readonly createdAt: Date;
}

/** A user as programs know them: somebody on X, somebody of the program's own, or both. */
export interface User {
  readonly id: string;
  readonly kept: KeptUser | null;
  readonly customer: Customer | null;
}

/** Nothing is kept under null. */
export function withoutNull<V>(values: Readonly<Record<string, V | null>>): Record<string, V> {
  const kept: Record<string, V> = {};
  for (const [key, value] of Object.entries(values))
    if (value !== null && value !== undefined) kept[key] = value;
  return kept;
}
