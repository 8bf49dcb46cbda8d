import type { Preferences } from '../../../contract/api/index.ts';

const defaults: Preferences = {
  undoSeconds: 3,
  nickname: '',
  sound: true,
  desktopNotifications: false,
  offerSound: 'template',
  offerLoop: 'template',
  offerDesktop: 'template',
  volume: 60,
  colorScheme: 'system',
  highContrast: false,
  practiceDone: false,
  keys: {},
  panels: ['profile', 'contact', 'conversation'],
  panelOrder: [],
};

/** What a member has chosen, over the defaults. */
export function preferencesOf(chosen: Partial<Preferences>): Preferences {
  return { ...defaults, ...chosen };
}
