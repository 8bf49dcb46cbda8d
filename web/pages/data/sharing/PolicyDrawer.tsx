import { Button, MultiSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Dataset, DatasetPolicy, PolicyFilter } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { refreshDatasets } from '../../../api/dataset-sharing.ts';
import { problemsOf } from '../../../lib/policy-words.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import { EditDrawer, FieldGroup, useEditForm } from '../../settings/parts/index.ts';
import { FilterFields } from './FilterFields.tsx';
import { useGrantees } from './use-grantees.ts';

interface Values {
  name: string;
  filters: PolicyFilter[];
  memberIds: string[];
  teamIds: string[];
}

/** A policy; without one it makes one. Of “All Rows” only the people change. */
export function PolicyDrawer(props: {
  dataset: Dataset;
  policy: DatasetPolicy | undefined;
  onClose: () => void;
}) {
  const { dataset, policy, onClose } = props;
  const { people, teams, nameOf } = useGrantees();
  const datasetId = dataset.id;
  const isOpen = policy?.type === 'open';
  const [first] = dataset.columns;
  const blank: PolicyFilter = { column: first?.name ?? '', operator: 'EQUALS', values: [], not: false };
  const form = useEditForm<Values>({
    initial: {
      name: policy?.name ?? '',
      filters: policy ? policy.filters : [blank],
      memberIds: policy?.memberIds ?? [],
      teamIds: policy?.teamIds ?? [],
    },
    check: (values) => (isOpen ? {} : problemsOf(values)),
    save: async (values) => {
      const { memberIds, teamIds } = values;
      if (!policy) await api.datasetSharing.addPolicy({ datasetId }, values);
      else {
        const change = isOpen ? { memberIds, teamIds } : values;
        await api.datasetSharing.changePolicy({ datasetId, number: policy.number }, change);
      }
      await refreshDatasets();
    },
  });
  const { filters, memberIds, teamIds } = form.values;
  const change = (at: number, part: Partial<PolicyFilter>) =>
    form.set({ filters: filters.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  /** With those who have gone, so that they can be taken out. */
  const choices = (all: readonly { id: string; name: string }[], chosen: readonly string[]) => [
    ...all.map(({ id, name }) => ({ value: id, label: name })),
    ...chosen
      .filter((id) => all.every((one) => one.id !== id))
      .map((id) => ({ value: id, label: nameOf(id) })),
  ];
  return (
    <EditDrawer
      title={policy ? texts.editPolicy(policy.name) : texts.addPolicy}
      form={form}
      onClose={onClose}
    >
      {!isOpen && (
        <>
          <TextInput label={texts.name} maxLength={100} data-autofocus {...form.text('name')} />
          <FieldGroup title={texts.filters} hint={texts.filtersHint}>
            {filters.map((filter, at) => (
              <FilterFields
                // Filters have no name of their own, and stand where they stand.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={at}
                number={at + 1}
                filter={filter}
                columns={dataset.columns}
                error={form.errorOf(`filters.${at}`)}
                onChange={(part) => change(at, part)}
                onRemove={
                  filters.length === 1
                    ? undefined
                    : () => form.set({ filters: filters.filter((_, place) => place !== at) })
                }
              />
            ))}
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={filters.length >= 50}
              onClick={() => form.set({ filters: [...filters, blank] })}
            >
              {texts.addFilter}
            </Button>
          </FieldGroup>
        </>
      )}
      <MultiSelect
        label={texts.policyPeople}
        searchable
        data={choices(people, memberIds)}
        value={memberIds}
        onChange={(value) => form.set({ memberIds: value })}
      />
      <MultiSelect
        label={texts.policyTeams}
        searchable
        data={choices(teams, teamIds)}
        value={teamIds}
        onChange={(value) => form.set({ teamIds: value })}
      />
    </EditDrawer>
  );
}
