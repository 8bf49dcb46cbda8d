import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { DatasetLevel } from '../../../../contract/api/index.ts';
import { sharingTexts as texts } from '../../../texts/dataset-sharing.ts';
import { levels } from './levels.ts';
import classes from './sharing.module.css';
import { useGrantees } from './use-grantees.ts';

/** Names one more person or team. */
export function ShareForm(props: {
  /** Those who are named already. */
  taken: readonly string[];
  onShare: (kind: 'member' | 'team', id: string, level: DatasetLevel) => Promise<void>;
}) {
  const { people, teams } = useGrantees();
  const [id, setId] = useState('');
  const [level, setLevel] = useState<DatasetLevel>('read');
  const [busy, setBusy] = useState(false);
  const free = (all: readonly { id: string; name: string }[]) =>
    all.filter((one) => !props.taken.includes(one.id)).map((one) => ({ value: one.id, label: one.name }));
  const groups = [
    { group: texts.people, items: free(people) },
    { group: texts.teams, items: free(teams) },
  ].filter(({ items }) => items.length > 0);
  if (groups.length === 0) return null;
  const share = async () => {
    setBusy(true);
    // Whoever is chosen meanwhile stays chosen.
    setId('');
    await props.onShare(teams.some((team) => team.id === id) ? 'team' : 'member', id, level);
    setBusy(false);
  };
  return (
    <form
      className={classes.line}
      onSubmit={(event) => {
        event.preventDefault();
        void share();
      }}
    >
      <NativeSelect
        label={texts.addWho}
        value={id}
        data={[{ value: '', label: texts.choose }, ...groups]}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.addLevel}
        value={level}
        data={levels.map((value) => ({
          value,
          label: `${texts.levels[value]}: ${texts.levelHints[value]}`,
        }))}
        // The options are the levels.
        onChange={(event) => setLevel(event.currentTarget.value as DatasetLevel)}
      />
      <Button type="submit" variant="default" loading={busy} disabled={id === ''}>
        {texts.add}
      </Button>
    </form>
  );
}
