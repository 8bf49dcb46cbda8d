import { ActionIcon, Switch, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClassificationSet, RuleFields } from '../../../contract/api/index.ts';
import { announce } from '../../../ui/index.ts';
import { tellProblem } from '../../shell/tell.ts';
import { offerUndo } from '../../shell/undo.ts';
import { ruleTexts } from '../../texts/rules.ts';
import { partTexts } from '../../texts/settings-parts.ts';
import { type AnyRule } from './RuleDrawer.tsx';
import { RuleListSection } from './RuleListSection.tsx';
import classes from './rules.module.css';

interface Props {
  sets: readonly ClassificationSet[];
  around: RuleFields;
  onSave: (
    set: ClassificationSet,
    part: Partial<Pick<ClassificationSet, 'name' | 'enabled'>>,
    rules?: AnyRule[],
  ) => Promise<unknown>;
  onOrder: (ids: string[]) => void;
  onRemove: (set: ClassificationSet) => Promise<unknown>;
  onRestore: (set: ClassificationSet) => Promise<unknown>;
}

/** The classification rulesets in their order, each with its rules. */
export function ClassificationSection(props: Props) {
  const { sets, around, onSave, onOrder, onRemove, onRestore } = props;
  const ids = sets.map(({ id }) => id);
  const told = async (work: Promise<unknown>) => {
    try {
      await work;
      return true;
    } catch (error) {
      tellProblem(ruleTexts.cannotSave, error);
      return false;
    }
  };
  const move = (set: ClassificationSet, by: number) => {
    const place = ids.indexOf(set.id) + by;
    onOrder(ids.filter((id) => id !== set.id).toSpliced(place, 0, set.id));
    announce(partTexts.moved(set.name, place + 1, ids.length));
  };
  const remove = async (set: ClassificationSet) => {
    if (await told(onRemove(set))) offerUndo(ruleTexts.removed(set.name), () => onRestore(set));
  };
  if (sets.length === 0) return <p className={classes.dim}>{ruleTexts.noSets}</p>;
  return sets.map((set, place) => (
    <section key={set.id} className={classes.set} aria-label={set.name}>
      <div className={classes.setHead}>
        <NameField set={set} onRename={(name) => void told(onSave(set, { name }))} />
        <div style={{ display: 'flex', gap: 4, alignItems: 'center' }}>
          <Switch
            aria-label={ruleTexts.turnOn(set.name)}
            checked={set.enabled}
            onChange={(event) => void told(onSave(set, { enabled: event.currentTarget.checked }))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={place === 0}
            aria-label={ruleTexts.moveUp(set.name)}
            onClick={() => move(set, -1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={place === sets.length - 1}
            aria-label={ruleTexts.moveDown(set.name)}
            onClick={() => move(set, 1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            aria-label={partTexts.deleteOf(set.name)}
            onClick={() => void remove(set)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      <RuleListSection
        kind="classification"
        label={ruleTexts.rulesOf(set.name)}
        rules={set.rules}
        problems={set.problems}
        around={around}
        onSave={(rules) => onSave(set, {}, rules)}
      />
    </section>
  ));
}

/** The name, stored when the field is left. */
function NameField({ set, onRename }: { set: ClassificationSet; onRename: (name: string) => void }) {
  const [name, setName] = useState(set.name);
  const store = () => {
    const given = name.trim();
    if (given === '') setName(set.name);
    else if (given !== set.name) onRename(given);
  };
  return (
    <TextInput
      aria-label={ruleTexts.renameSet(set.name)}
      maxLength={100}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={store}
      onKeyDown={(event) => {
        if (event.key === 'Enter') store();
      }}
    />
  );
}
