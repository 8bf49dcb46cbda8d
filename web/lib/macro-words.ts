import type { MacroAction } from '../../contract/api/index.ts';

/** What a macro's action does, in words. */
export function describeStep(action: MacroAction): string {
  switch (action.type) {
    case 'send_message':
    case 'send_quick_reply':
      return 'Send to the customer';
    case 'insert_text':
    case 'insert_quick_reply':
      return 'Put into the answer that is being written';
    case 'add_note':
      return 'Add a note';
    case 'set_priority':
      return `Set the priority to ${action.priority}`;
    case 'add_tags':
      return `Add ${action.tags.join(', ')}`;
    case 'remove_tags':
      return `Remove ${action.tags.join(', ')}`;
    case 'set_dispositions':
      return `Set how it ended: ${action.dispositions.join(', ') || 'nothing'}`;
    case 'set_title':
      return 'Set the title';
    case 'assign_to_me':
      return 'Assign to me';
    case 'transfer_to_queue':
      return 'Transfer to a queue';
    case 'put_aside':
      return 'Put aside until the customer writes';
    case 'snooze':
      return `Snooze for ${describeMinutes(action.minutes)}`;
    case 'close':
      return 'Close';
  }
}

function describeMinutes(minutes: number): string {
  if (minutes % 1_440 === 0) return minutes === 1_440 ? 'a day' : `${minutes / 1_440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
