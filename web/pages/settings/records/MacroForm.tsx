import { Alert, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Macro, SharedScope } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { teamsQuery } from '../../../api/setup.ts';
import { useMay } from '../../../api/session.ts';
import { stepProblem } from '../../../lib/macro-steps.ts';
import { macroTexts as texts } from '../../../texts/macros.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../parts/index.ts';
import { type PlacedStep, StepsEditor } from './StepsEditor.tsx';

interface Props {
  macro?: Macro;
  /** What a new one begins as. */
  start?: Pick<Macro, 'name' | 'description' | 'scope' | 'teamId' | 'actions'>;
  readOnly?: boolean;
  onSaved: () => void;
  onClose: () => void;
}

const MOST_STEPS = 20;

/** One macro: for whom it is, and its steps in order. */
export function MacroForm({ macro, start = macro, readOnly = false, onSaved, onClose }: Props) {
  const may = useMay();
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const mayShare = may('quick_replies.share');
  const form = useEditForm({
    initial: {
      name: start?.name ?? '',
      description: start?.description ?? '',
      // The type would be the one word.
      scope: start?.scope ?? ('personal' as SharedScope),
      teamId: start?.teamId ?? '',
      steps: (start?.actions ?? []).map((action, index): PlacedStep => ({ id: `old-${index}`, action })),
    },
    check: ({ name, scope, teamId, steps }) => ({
      name: name.trim() === '' ? partTexts.needsName : undefined,
      teamId: scope === 'team' && teamId === '' ? texts.needsTeam : undefined,
      steps: steps.length === 0 ? texts.needsSteps : undefined,
      ...Object.fromEntries(steps.map(({ id, action }) => [`steps.${id}`, stepProblem(action)])),
    }),
    save: ({ name, description, scope, teamId, steps }) => {
      const body = {
        name: name.trim(),
        description: description.trim(),
        scope,
        teamId: scope === 'team' ? teamId : null,
        actions: steps.map(({ action }) => action),
      };
      return macro ? api.macros.update({ id: macro.id }, body) : api.macros.create(body);
    },
  });
  const { values, set } = form;
  const scopes: SharedScope[] = mayShare ? ['personal', 'team', 'all'] : ['personal'];
  if (!scopes.includes(values.scope)) scopes.push(values.scope);
  return (
    <EditDrawer
      title={macro ? partTexts.editOf(macro.name) : texts.add}
      size="xl"
      form={form}
      onSaved={onSaved}
      onClose={onClose}
    >
      {readOnly && <Alert>{texts.notYours}</Alert>}
      <fieldset disabled={readOnly} style={{ all: 'unset', display: 'contents' }}>
        <TextInput
          label={texts.name}
          required
          maxLength={100}
          data-autofocus
          dir="auto"
          {...form.text('name')}
        />
        <TextInput
          label={texts.description}
          description={texts.descriptionHint}
          maxLength={500}
          dir="auto"
          {...form.text('description')}
        />
        <NativeSelect
          label={texts.scope}
          value={values.scope}
          data={scopes.map((value) => ({ value, label: texts.scopes[value] }))}
          // The options are the scopes' own words.
          onChange={(event) => set({ scope: event.currentTarget.value as SharedScope })}
        />
        {values.scope === 'team' && (
          <NativeSelect
            label={texts.team}
            value={values.teamId}
            error={form.errorOf('teamId')}
            data={[
              { value: '', label: texts.choose },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ teamId: event.currentTarget.value })}
          />
        )}
        <FieldGroup title={texts.steps} hint={texts.stepsHint}>
          <StepsEditor
            steps={values.steps}
            most={MOST_STEPS}
            problemOf={(id) => form.errorOf(`steps.${id}`)}
            onChange={(steps) => set({ steps })}
          />
          {form.errorOf('steps') && (
            <p role="alert" style={{ margin: 0, color: 'var(--bad)' }}>
              {form.errorOf('steps')}
            </p>
          )}
        </FieldGroup>
      </fieldset>
    </EditDrawer>
  );
}
