import { ActionIcon, Button } from '@mantine/core';
import { IconFilter, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Dataset, DatasetPolicy, DatasetSharing } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { EmptyState } from '../../../../ui/index.ts';
import { refreshDatasets } from '../../../api/dataset-sharing.ts';
import { wordsOfFilter } from '../../../lib/policy-words.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import { DeleteGuard } from '../../settings/parts/index.ts';
import { PolicyDrawer } from './PolicyDrawer.tsx';
import classes from './sharing.module.css';
import { SwitchQuestion } from './SwitchQuestion.tsx';
import { useGrantees } from './use-grantees.ts';

/** Who sees which rows. */
export function PoliciesSection(props: { dataset: Dataset; sharing: DatasetSharing; mayChange: boolean }) {
  const { dataset, sharing, mayChange } = props;
  const { policies, policiesOn } = sharing;
  const [editing, setEditing] = useState<DatasetPolicy | 'new'>();
  const [going, setGoing] = useState<DatasetPolicy>();
  const [switching, setSwitching] = useState(false);
  const made = policies?.filter(({ type }) => type === 'user') ?? [];
  return (
    <section className={classes.section} aria-labelledby="sharing-rows">
      <h2 id="sharing-rows">{texts.rows}</h2>
      <div className={classes.state} data-on={policiesOn || undefined}>
        <div>
          <strong>{policiesOn ? texts.on : texts.off}</strong>
          <p className={classes.dim}>{policiesOn ? texts.onHint : texts.offHint}</p>
        </div>
        {mayChange && (
          <Button variant="default" onClick={() => setSwitching(true)}>
            {policiesOn ? texts.turnOff : texts.turnOn}
          </Button>
        )}
      </div>
      {policies === null && <p className={classes.dim}>{texts.onlyOwners}</p>}
      {policies !== null && (
        <>
          <ul className={classes.items} aria-label={texts.policies}>
            {policies.map((policy) => (
              <PolicyRow
                key={policy.number}
                policy={policy}
                mayChange={mayChange}
                onEdit={() => setEditing(policy)}
                onRemove={() => setGoing(policy)}
              />
            ))}
          </ul>
          {made.length === 0 && (
            <EmptyState icon={<IconFilter size={28} />} title={texts.none}>
              {texts.noneHint}
            </EmptyState>
          )}
          {mayChange && (
            <Button
              className={classes.start}
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setEditing('new')}
            >
              {texts.addPolicy}
            </Button>
          )}
        </>
      )}
      {editing !== undefined && (
        <PolicyDrawer
          dataset={dataset}
          policy={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {going && (
        <DeleteGuard
          id={`${dataset.id}-${going.number}`}
          name={going.name}
          hint={texts.removeHint}
          forGood
          remove={() => api.datasetSharing.removePolicy({ datasetId: dataset.id, number: going.number })}
          onRemoved={() => void refreshDatasets()}
          onClose={() => setGoing(undefined)}
        />
      )}
      {switching && (
        <SwitchQuestion
          datasetId={dataset.id}
          on={!policiesOn}
          isEmpty={(policies ?? []).every((one) => one.memberIds.length + one.teamIds.length === 0)}
          onClose={() => setSwitching(false)}
        />
      )}
    </section>
  );
}

function PolicyRow(props: {
  policy: DatasetPolicy;
  mayChange: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { policy, mayChange } = props;
  const { nameOf } = useGrantees();
  const isOpen = policy.type === 'open';
  const name = isOpen ? texts.allRows : policy.name;
  const people = [...policy.teamIds, ...policy.memberIds].map(nameOf);
  return (
    <li>
      <div className={classes.policy}>
        <strong dir="auto">{name}</strong>
        {isOpen && <p className={classes.dim}>{texts.allRowsHint}</p>}
        {policy.filters.map((filter) => {
          const words = wordsOfFilter(filter);
          return (
            <p key={words} dir="auto">
              {words}
            </p>
          );
        })}
        <p className={classes.dim} dir="auto">
          {people.length === 0 ? texts.nobody : people.join(', ')}
        </p>
      </div>
      {mayChange && (
        <span className={classes.actions}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.editPolicy(name)}
            onClick={props.onEdit}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          {!isOpen && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.removePolicy(name)}
              onClick={props.onRemove}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </span>
      )}
    </li>
  );
}
