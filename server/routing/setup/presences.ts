import type { BasePresence } from '../../../contract/api/index.ts';
import type { SetupPresence } from './types.ts';

const standard = (base: BasePresence, name: string): SetupPresence => ({
  id: base,
  name,
  text: name,
  base,
  description: '',
  standard: true,
});

/** What everybody has; the id is the base's name. `inactive` is set by the system only. */
export const standardPresences: readonly SetupPresence[] = [
  standard('available', 'Available'),
  standard('busy', 'Busy'),
  standard('do_not_disturb', 'Do not disturb'),
  standard('away', 'Appear away'),
  standard('offline', 'Offline'),
  standard('inactive', 'Inactive'),
];
