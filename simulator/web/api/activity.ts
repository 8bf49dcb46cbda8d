import type { ActivityAct, ActivityActInput } from '../../../contract/control/activity.ts';
import { ask } from './ask.ts';

export const letHappen = (act: ActivityActInput) => ask<ActivityAct>('POST', '/activity', act);
