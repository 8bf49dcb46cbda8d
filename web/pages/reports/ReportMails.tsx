import { Button, Checkbox, MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReportMails as Mails } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { reportMailsQuery, reportOfQuery } from '../../api/reports.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellDone } from '../../shell/tell.ts';
import { reportMailTexts as texts } from '../../texts/report-mails.ts';
import { FieldGroup, LeaveGuard, useEditForm } from '../settings/parts/index.ts';
import classes from './reports.module.css';

/** Who is mailed when the report of a DataSet is in trouble. Nothing where no report fills it. */
export function ReportMails({ datasetId }: { datasetId: string }) {
  const report = useQuery(reportOfQuery(datasetId)).data;
  const query = useQuery({ ...reportMailsQuery(report?.id ?? ''), enabled: Boolean(report) });
  if (!report) return null;
  if (query.isError && !query.data) return <PageProblemOf query={query} />;
  return query.data ? <MailForm key={report.id} reportId={report.id} mails={query.data} /> : null;
}

function MailForm({ reportId, mails }: { reportId: string; mails: Mails }) {
  const { canMail, ...initial } = mails;
  const may = useMay();
  const { active, nameOf } = useMembers();
  const disabled = !may('data.manage');
  const form = useEditForm({
    initial,
    check: ({ failed, late, memberIds }) => ({
      memberIds: (failed || late) && memberIds.length === 0 ? texts.needsMembers : undefined,
    }),
    save: async (values) => {
      const saved = await api.reportMails.set({ id: reportId }, values);
      queryClient.setQueryData(reportMailsQuery(reportId).queryKey, saved);
      tellDone(texts.saved);
    },
  });
  const { values, set } = form;
  const box = (field: 'failed' | 'late' | 'again', description?: string) => (
    <Checkbox
      label={texts[field]}
      description={description}
      disabled={disabled}
      checked={values[field]}
      onChange={({ currentTarget: { checked } }) => set({ [field]: checked })}
    />
  );
  // Who left stays to be seen, and to be taken out.
  const ids = [...new Set([...active.map(({ id }) => id), ...values.memberIds])];
  return (
    <form
      id="mails"
      className={classes.pane}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <LeaveGuard dirty={form.dirty} />
      <FieldGroup title={texts.title} hint={texts.hint}>
        {!canMail && (
          <p className={classes.problem}>
            {texts.noMail} {may('setup.manage') && <Link to="/settings/business/mail">{texts.toMail}</Link>}
          </p>
        )}
        {box('failed')}
        {box('late', texts.lateHint)}
        {box('again')}
        <MultiSelect
          label={texts.members}
          description={texts.membersHint}
          searchable
          disabled={disabled}
          data={ids.map((value) => ({ value, label: nameOf(value) }))}
          value={values.memberIds}
          error={form.errorOf('memberIds')}
          maxValues={50}
          onChange={(memberIds) => set({ memberIds })}
        />
        {form.problem && form.errorOf('memberIds') === undefined && (
          <p className={classes.problem} role="alert">
            {form.problem}
          </p>
        )}
        {!disabled && (
          <div>
            <Button type="submit" loading={form.busy} disabled={!form.dirty}>
              {texts.save}
            </Button>
          </div>
        )}
      </FieldGroup>
    </form>
  );
}
