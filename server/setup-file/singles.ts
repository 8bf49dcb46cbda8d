import { Type } from 'typebox';
import {
  DistributionSettings,
  type DistributionSettings as Distribution,
  MaskingSwitches,
  type MaskingSwitches as Switches,
} from '../../contract/api/index.ts';
import type { SetupPart } from '../base/index.ts';
import { findMaskingSetup, setSwitches, standardSwitches } from '../masking/index.ts';
import { mergeDistribution, readDistributionSettings } from '../routing/index.ts';
import { singlePart } from './single-part.ts';
import type { TablePartDeps } from './table-part.ts';

/** What a workspace sets once. */
export function singleParts(deps: TablePartDeps): SetupPart[] {
  return [
    singlePart<Distribution>(deps, {
      kind: 'distribution',
      name: 'Distribution',
      schema: Type.Partial(DistributionSettings),
      action: 'distribution.changed',
      told: 'distribution',
      read: readDistributionSettings,
      write: mergeDistribution,
    }),
    singlePart<Switches>(deps, {
      kind: 'masking_switches',
      name: 'Masking',
      after: ['masking'],
      needs: 'privacy.manage',
      schema: Type.Partial(MaskingSwitches),
      action: 'masking.switched',
      told: 'masking',
      read: async (db) => (await findMaskingSetup(db))?.switches ?? standardSwitches,
      write: async (tx, switches) => void (await setSwitches(tx, deps.clock, switches)),
    }),
  ];
}
