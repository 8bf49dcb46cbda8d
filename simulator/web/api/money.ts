import type {
  ControlCost,
  ControlCreditChange,
  ControlCredits,
  ControlPriceChange,
  ControlPrices,
} from '../../../contract/control/money.ts';
import { ask } from './ask.ts';

export const readCost = (days: number) => ask<ControlCost>('GET', `/cost?days=${days}`);
export const changeCredits = (change: ControlCreditChange) => ask<ControlCredits>('POST', '/credits', change);
export const readPrices = () => ask<ControlPrices>('GET', '/prices');
export const changePrices = (change: ControlPriceChange) => ask<ControlPrices>('POST', '/prices', change);
