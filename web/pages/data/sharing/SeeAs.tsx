import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dataset } from '../../../../contract/api/index.ts';
import { LoadingState } from '../../../../ui/index.ts';
import { seenAsQuery } from '../../../api/dataset-sharing.ts';
import { useMembers } from '../../../lib/members.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { AllRows } from '../RowGrid.tsx';
import classes from './sharing.module.css';

/** The first rows as one person sees them, or would once policies are on. */
export function SeeAs({ dataset, policiesOn }: { dataset: Dataset; policiesOn: boolean }) {
  const { active, nameOf } = useMembers();
  const [memberId, setMemberId] = useState('');
  const query = useQuery(seenAsQuery(dataset.id, memberId, !policiesOn));
  const { data } = query;
  const name = nameOf(memberId);
  const said = () => {
    if (!data) return '';
    if (data.level === null) return texts.seesNothing(name);
    if (!data.rowsKept) return texts.seesAll(name, dataset.rows);
    return data.total === 0 ? texts.seesNone(name) : texts.seesSome(name, data.total, dataset.rows);
  };
  return (
    <section className={classes.section} aria-labelledby="sharing-as">
      <h2 id="sharing-as">{texts.seeAs}</h2>
      <p className={classes.dim}>{policiesOn ? texts.seeAsHint : texts.seeAsOff}</p>
      <NativeSelect
        className={classes.person}
        label={texts.person}
        value={memberId}
        data={[
          { value: '', label: texts.choosePerson },
          ...active.map((member) => ({ value: member.id, label: member.name })),
        ]}
        onChange={(event) => setMemberId(event.currentTarget.value)}
      />
      {memberId !== '' && query.isPending && <LoadingState label={commonTexts.loading} />}
      {memberId !== '' && query.isError && <PageProblemOf query={query} />}
      {memberId !== '' && data && (
        <>
          <p role="status" dir="auto">
            {said()}
          </p>
          {data.rows.rows.length > 0 && <AllRows label={texts.rowsOf(name)} data={data.rows} />}
        </>
      )}
    </section>
  );
}
