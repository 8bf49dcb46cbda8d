import type { Column } from '../../../datasets/index.ts';
import { type MaskingRules, mask } from '../../../masking/index.ts';
import type { Row } from '../../kind.ts';
import type { StoredText } from './store.ts';
import { rowOf } from './tables.ts';

export const messageColumns: readonly Column[] = [
  ...[
    'id',
    'x_id',
    'conversation_id',
    'item_id',
    'handle_id',
    'handle',
    'account_id',
    'customer_id',
    'customer_x_user_id',
    'customer_screen_name',
    'direction',
    'author_kind',
    'author_id',
    'author',
    'text',
    'state',
  ].map((name) => ({ name, type: 'STRING' as const })),
  { name: 'created_at', type: 'DATETIME' },
  { name: 'stored_at', type: 'DATETIME' },
];

/** A message as the desk shows it: masked, and without its words while the customer has not agreed to be read. */
export function rowOfMessage(stored: StoredText, rules: MaskingRules): Row {
  const text = stored.withheld ? null : mask(rules, stored.text, stored.direction === 'sent' ? 'out' : 'in');
  return rowOf(messageColumns, { ...stored, text });
}
