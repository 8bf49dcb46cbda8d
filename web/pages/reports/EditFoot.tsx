import { Button, Group } from '@mantine/core';
import { reportTexts as texts } from '../../texts/reports.ts';
import { LeaveGuard } from '../settings/parts/index.ts';
import classes from './reports.module.css';
import type { useReportEdit } from './use-report-edit.ts';

/** What was refused, the saving, and the question before changes are lost. */
export function EditFoot({ edit, disabled }: { edit: ReturnType<typeof useReportEdit>; disabled: boolean }) {
  if (disabled) return null;
  return (
    <>
      <LeaveGuard dirty={edit.dirty} />
      {edit.refused && (
        <p className={classes.problem} role="alert">
          <strong>{texts.cannotSave}.</strong> {edit.refused}
        </p>
      )}
      <Group className={classes.editFoot}>
        <Button type="submit" loading={edit.busy} disabled={!edit.dirty}>
          {texts.saveReport}
        </Button>
      </Group>
    </>
  );
}
