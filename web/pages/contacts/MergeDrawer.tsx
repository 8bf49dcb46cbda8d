import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contact, MergeField, MergePreview } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { contactQuery } from '../../api/records.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellProblem } from '../../shell/tell.ts';
import { offerUndo } from '../../shell/undo.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { EditDrawer, useEditForm } from '../settings/parts/index.ts';
import classes from './contacts.module.css';
import { FindRecord, type FoundRecord } from './FindRecord.tsx';
import { undoMerge } from './Merges.tsx';
import { FactList } from './RecordDrawer.tsx';

const fields: readonly MergeField[] = [
  'name',
  'jobTitle',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'relationship',
  'note',
];

type Side = 'kept' | 'gone';
type Values = Partial<Record<MergeField, Side>>;

interface Props {
  kept: Contact;
  onMerged: (id: string) => void;
  onClose: () => void;
}

/** Makes two contacts one: which is the other, which values stay, what will move. It can be taken back. */
export function MergeDrawer({ kept, onMerged, onClose }: Props) {
  const [gone, setGone] = useState<FoundRecord | undefined>();
  const form = useEditForm<{ goneId: string; values: Values }>({
    initial: { goneId: '', values: {} },
    check: ({ goneId }) => ({ goneId: goneId === '' ? texts.mergeFind : undefined }),
    save: async ({ goneId, values }) => {
      const { merge } = await api.contacts.merge({ keptId: kept.id, goneId, values });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['records'] }),
        queryClient.invalidateQueries({ queryKey: ['customer'] }),
        queryClient.invalidateQueries({ queryKey: ['timeline'] }),
      ]);
      offerUndo(texts.merged(kept.name), () =>
        undoMerge(merge).catch((error: unknown) => tellProblem(texts.cannotUnmerge, error)),
      );
      onMerged(kept.id);
    },
  });
  const { goneId, values } = form.values;
  return (
    <EditDrawer
      title={texts.mergeTitle(kept.name)}
      form={form}
      saveLabel={texts.mergeDo}
      onClose={onClose}
      foot={<span className={classes.dim}>{texts.mergeUndo}</span>}
    >
      <FindRecord
        kind="contact"
        label={texts.mergeFind}
        description={texts.mergeFindHint}
        exceptId={kept.id}
        value={gone}
        error={form.errorOf('goneId')}
        onChange={(found) => {
          setGone(found);
          form.set({ goneId: found?.id ?? '', values: {} });
        }}
      />
      {goneId !== '' && (
        <Choices
          kept={kept}
          goneId={goneId}
          values={values}
          onChange={(field, side) => form.set({ values: { ...values, [field]: side } })}
        />
      )}
    </EditDrawer>
  );
}

interface ChoicesProps {
  kept: Contact;
  goneId: string;
  values: Values;
  onChange: (field: MergeField, side: Side) => void;
}

/** Both values where they differ, and what the two will be. */
function Choices({ kept, goneId, values, onChange }: ChoicesProps) {
  const other = useQuery(contactQuery(goneId));
  const preview = useQuery({
    queryKey: ['records', 'contact', 'merge', kept.id, goneId, values],
    queryFn: () => api.contacts.previewMerge({ keptId: kept.id, goneId, values }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  if (other.isError) return <PageProblemOf query={other} />;
  if (preview.isError) return <PageProblemOf query={preview} />;
  if (!other.data || !preview.data) return <LoadingState label={commonTexts.loading} />;
  const gone = other.data;
  const differing = fields.filter((field) => kept[field] && gone[field] && kept[field] !== gone[field]);
  const { contact } = preview.data;
  return (
    <>
      {differing.length > 0 && <strong>{texts.mergeKeep}</strong>}
      {differing.map((field) => (
        <fieldset key={field} className={classes.pair}>
          <legend>{texts[field]}</legend>
          <Radio.Group
            value={values[field] ?? 'kept'}
            aria-label={texts[field]}
            onChange={(side) => onChange(field, side === 'gone' ? 'gone' : 'kept')}
          >
            <Radio value="kept" label={<span dir="auto">{kept[field]}</span>} />
            <Radio mt={6} value="gone" label={<span dir="auto">{gone[field]}</span>} />
          </Radio.Group>
        </fieldset>
      ))}
      <section aria-label={texts.mergeResult}>
        <h3 style={{ margin: '8px 0' }}>{texts.mergeResult}</h3>
        <FactList facts={fields.map((field) => [texts[field], contact[field]] as const)} />
        <p role="status">{describeMoves(preview.data.moves)}</p>
      </section>
    </>
  );
}

function describeMoves(moves: MergePreview['moves']): string {
  const parts = [
    moves.customers > 0 && texts.customersCount(moves.customers),
    moves.cases > 0 && texts.casesCount(moves.cases),
    moves.companies > 0 && texts.companiesCount(moves.companies),
    moves.notes > 0 && texts.notesCount(moves.notes),
  ].filter((part) => part !== false);
  if (parts.length === 0) return texts.mergeNothingMoves;
  return texts.mergeMoves(new Intl.ListFormat('en', { type: 'conjunction' }).format(parts));
}
