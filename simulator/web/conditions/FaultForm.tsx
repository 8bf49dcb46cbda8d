import { Autocomplete, Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FaultInput } from '../../../contract/control/faults.ts';
import { listApps } from '../api/apps.ts';
import { readLimits } from '../api/conditions.ts';
import { listWebhooks } from '../api/deliveries.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { faultTexts as texts } from '../texts/conditions.ts';
import { type FaultDraft, emptyDraft, fieldsOf, inputOf } from './fault-input.ts';

interface Props {
  error: unknown;
  isSaving: boolean;
  onAdd: (input: FaultInput) => void;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const options = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Any fault that the control API knows. */
export function FaultForm({ error, isSaving, onAdd }: Props) {
  const [draft, setDraft] = useState<FaultDraft>(emptyDraft);
  const apps = useQuery({ queryKey: ['apps'], queryFn: listApps });
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: listWebhooks });
  const limits = useQuery({ queryKey: ['limits'], queryFn: readLimits });
  const set = (changes: Partial<FaultDraft>) => setDraft({ ...draft, ...changes });
  const fields = fieldsOf(draft);
  const paths = [
    '/*',
    '/2/*',
    '/1.1/*',
    ...new Set(Object.keys(limits.data?.rules ?? {}).map((key) => key.split(' ')[1] ?? '')),
  ];
  const number = (name: keyof FaultDraft, label: string, more: object = {}) => (
    <TextInput
      label={label}
      type="number"
      min={0}
      value={draft[name]}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
      {...more}
    />
  );
  const isRequest = draft.on === 'request';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(inputOf(draft));
      }}
    >
      <SegmentedControl
        aria-label={texts.on}
        data={options(texts.ons)}
        value={draft.on}
        onChange={(on) => set({ on: on === 'delivery' ? 'delivery' : 'request' })}
      />
      <div className="form-pair">
        <NativeSelect
          label={texts.kind}
          data={options(isRequest ? texts.requestKinds : texts.deliveryKinds)}
          value={isRequest ? draft.requestKind : draft.deliveryKind}
          onChange={({ currentTarget }) =>
            // The choices are the kinds of the chosen side.
            set({ [isRequest ? 'requestKind' : 'deliveryKind']: currentTarget.value })
          }
        />
        {isRequest ? (
          <>
            <Autocomplete
              label={texts.path}
              description={texts.pathHelp}
              required
              dir="ltr"
              limit={30}
              data={[...new Set(paths)]}
              value={draft.path}
              onChange={(path) => set({ path })}
            />
            <NativeSelect
              label={texts.method}
              data={[
                { value: '', label: texts.anyMethod },
                ...METHODS.map((value) => ({ value, label: value })),
              ]}
              value={draft.method}
              onChange={({ currentTarget }) => set({ method: currentTarget.value })}
            />
          </>
        ) : (
          <>
            <NativeSelect
              label={texts.webhook}
              data={[
                { value: '', label: texts.anyWebhook },
                ...(webhooks.data ?? []).map(({ id, url }) => ({ value: id, label: url })),
              ]}
              value={draft.webhookId}
              onChange={({ currentTarget }) => set({ webhookId: currentTarget.value })}
            />
            <TextInput
              label={texts.eventType}
              description={texts.eventTypeHelp}
              dir="ltr"
              value={draft.eventType}
              onChange={({ currentTarget }) => set({ eventType: currentTarget.value })}
            />
          </>
        )}
        {fields.includes('status') &&
          number('status', texts.status, {
            min: isRequest ? 400 : 300,
            max: 599,
            required: isRequest,
            description: isRequest ? undefined : texts.statusHelpDelivery,
          })}
        {fields.includes('delayMs') && number('delayMs', texts.delayMs, { max: 600_000 })}
        {fields.includes('size') && number('size', texts.size, { min: 1, max: 1000 })}
      </div>
      <div className="form-pair">
        {number('count', texts.count, { min: 1, description: texts.countHelp })}
        {number('skip', texts.skip)}
        {number('percent', texts.probability, { max: 100 })}
        <NativeSelect
          label={texts.app}
          data={[
            { value: '', label: texts.anyApp },
            ...(apps.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={draft.appId}
          onChange={({ currentTarget }) => set({ appId: currentTarget.value })}
        />
        <PersonPicker
          label={texts.user}
          value={draft.userId || null}
          onChange={(userId) => set({ userId: userId ?? '' })}
        />
      </div>
      <FormProblem error={error} />
      <div className="form-foot">
        <Button type="submit" loading={isSaving}>
          {texts.add}
        </Button>
      </div>
    </form>
  );
}
