import { Button, Group } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReportDraft } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { describeError } from '../../../shell/tell.ts';
import { reportTexts as texts } from '../../../texts/reports.ts';
import { AllRows } from '../../data/RowGrid.tsx';
import classes from '../reports.module.css';
import type { ReportCheck } from './use-check.ts';

/** Longer than the server looks for rows. */
const TIMEOUT_MS = 75_000;

/** The first real rows of what is chosen. */
export function Preview({ check, costs }: { check: ReportCheck; costs: boolean }) {
  const loading = useMutation({
    mutationFn: (draft: ReportDraft) => api.reportKinds.preview(draft, { timeoutMs: TIMEOUT_MS }),
  });
  const isOld =
    loading.variables !== undefined && JSON.stringify(loading.variables) !== JSON.stringify(check.draft);
  const { data } = loading;
  return (
    <div className={classes.picker}>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconTable size={16} aria-hidden />}
          loading={loading.isPending}
          disabled={!check.isComplete}
          onClick={() => loading.mutate(check.draft)}
        >
          {texts.preview}
        </Button>
        <span className={classes.dim}>
          {texts.previewHint} {costs && texts.previewCosts}
        </span>
      </Group>
      {loading.isError && !isOld && (
        <p className={classes.problem} role="alert">
          <strong>{texts.cannotPreview}.</strong> {describeError(loading.error)}
        </p>
      )}
      {data && (
        <>
          <p className={classes.dim} role="status">
            {isOld
              ? texts.previewOld
              : data.rows.length === 0
                ? texts.previewNone
                : texts.previewRows(data.rows.length)}
          </p>
          {data.rows.length > 0 && !isOld && <AllRows label={texts.preview} data={data} />}
        </>
      )}
    </div>
  );
}
