import type { DeliverySettings, DeliverySettingsInput } from '../../../contract/control/deliveries.ts';
import type { ControlEngagement, EngagementSettingsChange } from '../../../contract/control/engagement.ts';
import type { ControlMediaProcessing } from '../../../contract/control/media.ts';
import type { ControlDoors } from '../../../contract/control/running.ts';
import { ask } from './ask.ts';

export const readDeliverySettings = () => ask<DeliverySettings>('GET', '/settings');
export const changeDeliverySettings = (change: DeliverySettingsInput) =>
  ask<DeliverySettings>('PATCH', '/settings', change);
export const readEngagementSettings = () =>
  ask<ControlEngagement>('GET', '/engagement').then(({ settings }) => settings);
export const changeEngagementSettings = (change: EngagementSettingsChange) =>
  ask<ControlEngagement>('POST', '/engagement', change);
export const readMediaProcessing = () => ask<Required<ControlMediaProcessing>>('GET', '/media-processing');
export const changeMediaProcessing = (change: ControlMediaProcessing) =>
  ask<Required<ControlMediaProcessing>>('PATCH', '/media-processing', change);
export const readDoors = () => ask<ControlDoors>('GET', '/doors');
