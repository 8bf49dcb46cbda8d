import type { ReportKind } from './kind.ts';
import { desk } from './kinds/desk/kind.ts';
import { directMessages } from './kinds/direct-messages/kind.ts';
import { engagement } from './kinds/engagement/kind.ts';
import { usersLookup } from './kinds/users-lookup/kind.ts';

/** Every connector. A new one is listed, checked, documented and tested from here. */
export const reportKinds: readonly ReportKind[] = [directMessages, engagement, usersLookup, desk];
