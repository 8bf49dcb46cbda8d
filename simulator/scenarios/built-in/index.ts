import type { ScenarioScript } from '../script.ts';
import { angryCrowd } from './angry-crowd.ts';
import { badHour } from './bad-hour.ts';
import { busyMorning } from './busy-morning.ts';
import { lostParcel } from './lost-parcel.ts';
import { manyTongues } from './many-tongues.ts';
import { productLaunch } from './product-launch.ts';

/** Scripts that every local X has, by name. */
export const builtInScenarios: Readonly<Record<string, ScenarioScript>> = {
  'lost-parcel': lostParcel,
  'busy-morning': busyMorning,
  'product-launch': productLaunch,
  'angry-crowd': angryCrowd,
  'many-tongues': manyTongues,
  'bad-hour': badHour,
};
