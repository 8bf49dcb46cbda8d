import type { ReportKind } from '../../../../contract/api/index.ts';
import type { ReportSettings } from '../../../lib/report-draft.ts';

/** What every pane of a report gets, whether it is being made or changed. */
export interface PaneProps {
  kind: ReportKind;
  settings: ReportSettings;
  set: (part: Partial<ReportSettings>) => void;
  /** Somebody wanted to go on: what is wrong is shown. */
  tried: boolean;
  /** Of the server, by the field. */
  errorOf: (field: string) => string | undefined;
  disabled: boolean;
}
