import type { MaskingSwitches } from '../../contract/api/index.ts';
import type { MaskingRuleRecord } from './types.ts';

/** As the table's defaults. */
export const standardSwitches: MaskingSwitches = { customers: true, agents: false };

type StandardRule = Pick<
  MaskingRuleRecord,
  'name' | 'description' | 'pattern' | 'check' | 'replacement' | 'direction' | 'active'
>;

/**
 * What every workspace has from the start; all can be changed, switched and removed. E-mail, IBAN and phone are off:
 * agents need them to serve, until the workspace decides otherwise.
 */
export const standardRules: readonly StandardRule[] = [
  {
    name: 'Payment card',
    description: '13 to 19 digits, with or without spaces, whose check digit is right.',
    pattern: '[0-9０-９](?:[ \\x{00A0}.\\-]?[0-9０-９]){12,}',
    check: 'luhn',
    replacement: '#',
    direction: 'both',
    active: true,
  },
  {
    name: 'E-mail address',
    description: 'name@example.com',
    pattern: '[\\p{L}\\p{N}._%+\\-]+@[\\p{L}\\p{N}\\-]+(?:\\.[\\p{L}\\p{N}\\-]+)*\\.\\p{L}{2,}',
    check: 'none',
    replacement: '#',
    direction: 'both',
    active: false,
  },
  {
    name: 'US social security number',
    description: '123-45-6789, also with spaces.',
    pattern: '\\b[0-9]{3}[\\- ][0-9]{2}[\\- ][0-9]{4}\\b',
    check: 'none',
    replacement: '#',
    direction: 'both',
    active: true,
  },
  {
    name: 'IBAN',
    description: 'An international account number whose check number is right.',
    pattern: '\\b[A-Za-z]{2}[0-9]{2}(?:[ \\-]?[A-Za-z0-9]){11,}\\b',
    check: 'iban',
    replacement: '#',
    direction: 'both',
    active: false,
  },
  {
    name: 'Phone number',
    description: 'With country code, with a leading zero, or as 555-123-4567.',
    pattern:
      '\\+[1-9][0-9 ()./\\-]{6,18}[0-9]|\\b0[0-9][0-9 ()./\\-]{5,16}[0-9]\\b|\\(?\\b[0-9]{3}\\)?[ .\\-][0-9]{3}[ .\\-][0-9]{4}\\b',
    check: 'none',
    replacement: '#',
    direction: 'both',
    active: false,
  },
];
