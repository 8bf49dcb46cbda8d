import type { CommandId } from '../lib/keymap.ts';

export const commandNames: Readonly<Record<CommandId, string>> = {
  'list.next': 'Next conversation',
  'list.previous': 'Previous conversation',
  'list.open': 'Open the conversation',
  'list.select': 'Select for a change of many',
  'compose.reply': 'Reply',
  'compose.note': 'Write a note',
  'compose.send': 'Send',
  'compose.sendAndClose': 'Send and close',
  'conversation.close': 'Close, or reopen',
  'conversation.snooze': 'Snooze',
  'conversation.assign': 'Assign',
  'conversation.toMe': 'Assign to me',
  'conversation.tag': 'Tag',
  'conversation.priority': 'Priority',
  'conversation.unread': 'Mark unread',
  undo: 'Undo the last change',
  'go.inbox': 'Go to the inbox',
  'go.settings': 'Go to settings',
  'panel.list': 'Show or hide the list',
  'panel.context': 'Show or hide the customer panel',
  search: 'Search',
  keys: 'Show all keys',
  palette: 'Command palette',
  back: 'Back to the list',
};

export const keyTexts = {
  sheetTitle: 'Keys',
  sheetHint: 'Single keys are off while you type. Change them in Settings → Preferences.',
  groups: {
    list: 'List',
    compose: 'Writing',
    conversation: 'Conversation',
    go: 'Going',
    view: 'View',
  },
  palettePlaceholder: 'What do you want to do?',
  paletteNothing: 'No such command',
  paletteCommands: 'Commands',
  paletteGo: 'Go to',
};
