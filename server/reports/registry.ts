import type { ReportKind } from './kind.ts';
import { engagement } from './kinds/engagement/index.ts';

/** Every connector. A new one is listed, checked, documented and tested from here. */
export const reportKinds: readonly ReportKind[] = [engagement];

export const findKind = (id: string): ReportKind | undefined => reportKinds.find((kind) => kind.id === id);
