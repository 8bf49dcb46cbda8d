import { Button, Modal, NativeSelect, NumberInput } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlApp } from '../../../contract/control/apps.ts';
import type {
  ControlLimitChange,
  ControlLimitRule,
  ControlLimits,
} from '../../../contract/control/running.ts';
import { tellDone } from '../shell/tell.ts';
import { limitTexts as texts } from '../texts/conditions.ts';

interface Props {
  limitKey: string;
  rule: ControlLimitRule;
  apps: readonly ControlApp[];
  change: UseMutationResult<ControlLimits, Error, ControlLimitChange>;
  onClose: () => void;
}

const COUNTS = ['user', 'app', 'appWindow', 'userDay', 'appDay'] as const;
const LENGTHS = ['windowMs', 'dayMs'] as const;

/** Other numbers for one endpoint, for everybody or for one app. */
export function EditLimit({ limitKey, rule, apps, change, onClose }: Props) {
  const [numbers, setNumbers] = useState<ControlLimitRule>(rule);
  const [appId, setAppId] = useState('');
  const target = { key: limitKey, ...(appId ? { appId } : {}) };
  const set = (name: keyof ControlLimitRule, value: string | number, scale = 1) =>
    setNumbers(({ [name]: _old, ...others }) =>
      value === '' ? others : { ...others, [name]: Math.round(Number(value) * scale) },
    );
  const finish = (said: string) => ({
    onSuccess: () => {
      tellDone(said);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.editTitle} size="lg">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ ...target, rule: numbers }, finish(texts.saved));
        }}
      >
        <code>{limitKey}</code>
        <div className="form-pair">
          {COUNTS.filter((name) => rule[name] !== undefined).map((name) => (
            <NumberInput
              key={name}
              label={texts.fields[name]}
              min={0}
              allowDecimal={false}
              value={numbers[name] ?? ''}
              onChange={(value) => set(name, value)}
            />
          ))}
          {LENGTHS.map((name) => (
            <NumberInput
              key={name}
              label={texts.fields[name]}
              placeholder={texts.emptyHelp}
              min={0.001}
              value={numbers[name] === undefined ? '' : numbers[name] / 1000}
              onChange={(value) => set(name, value, 1000)}
            />
          ))}
          <NativeSelect
            label={texts.forApp}
            data={[
              { value: '', label: texts.allApps },
              ...apps.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={appId}
            onChange={({ currentTarget }) => setAppId(currentTarget.value)}
          />
        </div>
        <div className="form-foot">
          <Button
            variant="default"
            onClick={() => change.mutate({ ...target, rule: null }, finish(texts.restored))}
          >
            {texts.restore}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
