import type { MacroAction } from '../../contract/api/index.ts';
import { macroTexts as texts, type MacroStepType } from '../texts/macros.ts';

const MOST_MINUTES = 90 * 24 * 60;

/** A step as it is when its kind was just chosen. */
export function newStep(type: MacroStepType): MacroAction {
  switch (type) {
    case 'send_message':
    case 'insert_text':
    case 'add_note':
      return { type, text: '' };
    case 'send_quick_reply':
    case 'insert_quick_reply':
      return { type, quickReplyId: '' };
    case 'set_priority':
      return { type, priority: 'high' };
    case 'add_tags':
    case 'remove_tags':
      return { type, tags: [] };
    case 'set_dispositions':
      return { type, dispositions: [] };
    case 'set_title':
      return { type, title: '' };
    case 'transfer_to_queue':
      return { type, queueId: '' };
    case 'snooze':
      return { type, minutes: 240 };
    case 'assign_to_me':
    case 'put_aside':
    case 'close':
      return { type };
  }
}

/** What is missing in a step; undefined: nothing. */
export function stepProblem(action: MacroAction): string | undefined {
  switch (action.type) {
    case 'send_message':
    case 'insert_text':
    case 'add_note':
      return action.text.trim() === '' ? texts.needsText : undefined;
    case 'send_quick_reply':
    case 'insert_quick_reply':
      return action.quickReplyId === '' ? texts.needsReply : undefined;
    case 'add_tags':
    case 'remove_tags':
      return action.tags.length === 0 ? texts.needsTags : undefined;
    case 'set_title':
      return action.title.trim() === '' ? texts.needsTitle : undefined;
    case 'transfer_to_queue':
      return action.queueId === '' ? texts.needsQueue : undefined;
    case 'snooze':
      return action.minutes >= 1 && action.minutes <= MOST_MINUTES ? undefined : texts.badHours;
    case 'set_priority':
    case 'set_dispositions':
    case 'assign_to_me':
    case 'put_aside':
    case 'close':
      return undefined;
  }
}
