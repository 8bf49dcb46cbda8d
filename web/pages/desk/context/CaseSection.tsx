import { Button, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseStatus, CustomerDetail } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { casesOfQuery, itemRecordQuery } from '../../../api/records.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { recordTexts } from '../../../texts/records.ts';
import { setItemRecord } from './ItemRecordFields.tsx';
import classes from './context.module.css';

interface Props {
  conversationId: string;
  customer: CustomerDetail;
  open: boolean;
}

/** The case of this conversation, and the recent ones of whom it is with. */
export function CaseSection({ conversationId, customer, open }: Props) {
  const linked = useQuery(itemRecordQuery(conversationId)).data?.record?.case;
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const of = customer.contact
    ? { contactId: customer.contact.id }
    : customer.company
      ? { companyId: customer.company.id }
      : undefined;
  const recent = useQuery(casesOfQuery(of)).data?.cases.filter((each) => each.id !== linked?.id);
  const change = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      setTitle('');
    } catch (error) {
      tellProblem(recordTexts.cannotSave, error);
    }
    await queryClient.invalidateQueries({ queryKey: itemRecordQuery(conversationId).queryKey });
    await queryClient.invalidateQueries({ queryKey: ['records', 'case'] });
    setBusy(false);
  };
  return (
    <>
      {linked ? (
        <>
          <p dir="auto">
            #{linked.number} {linked.title}
          </p>
          <NativeSelect
            size="xs"
            label={recordTexts.caseStatus}
            value={linked.status}
            data={Object.entries(recordTexts.statuses).map(([value, label]) => ({ value, label }))}
            onChange={(event) => {
              // The options are the statuses' own words.
              const status = event.currentTarget.value as CaseStatus;
              void change(() => api.cases.update({ id: linked.id }, { status }));
            }}
          />
          <div className={classes.verbs}>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              disabled={!open}
              onClick={() => void setItemRecord(conversationId, { caseId: null })}
            >
              {recordTexts.unlinkCase}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={classes.dim}>{recordTexts.noCase}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (title.trim() !== '') void change(() => api.cases.create({ title, conversationId }));
            }}
          >
            <TextInput
              size="xs"
              maxLength={200}
              disabled={!open}
              placeholder={recordTexts.newCaseTitle}
              aria-label={recordTexts.newCaseTitle}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <div className={classes.verbs}>
              <Button
                type="submit"
                size="compact-xs"
                variant="default"
                loading={busy}
                disabled={!open || title.trim() === ''}
              >
                {recordTexts.openCase}
              </Button>
            </div>
          </form>
        </>
      )}
      {recent && recent.length > 0 && <h3 className={classes.dim}>{recordTexts.recentCases}</h3>}
      {recent?.map((each) => (
        <UnstyledButton
          key={each.id}
          className={classes.other}
          disabled={!open}
          onClick={() => void setItemRecord(conversationId, { caseId: each.id })}
        >
          <span dir="auto">
            #{each.number} {each.title}{' '}
            <span className={classes.dim}>{recordTexts.statuses[each.status]}</span>
          </span>
          <span className={classes.linkVerb}>{recordTexts.linkCase}</span>
        </UnstyledButton>
      ))}
    </>
  );
}
