import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import {
  buildKeymap,
  type CommandId,
  commandIds,
  defaultKeys,
  findKey,
  nameKey,
  showKey,
} from '../../lib/keymap.ts';
import { isApple } from '../../shell/commands.ts';
import { commandNames } from '../../texts/keys.ts';
import { settingsTexts } from '../../texts/settings.ts';
import classes from './settings.module.css';

const texts = settingsTexts.preferences;

interface Props {
  keys: Readonly<Record<string, string>>;
  onChange: (keys: Record<string, string>) => void;
}

/** Every command's key, to be changed by pressing another. */
export function KeysSection({ keys, onChange }: Props) {
  const [listening, setListening] = useState<CommandId | undefined>();
  const [taken, setTaken] = useState<CommandId | undefined>();
  const keymap = buildKeymap(keys);
  const assign = (id: CommandId, name: string) => {
    const owner = keymap.get(name);
    const next = Object.fromEntries(
      Object.entries(keys).filter(([command, key]) => command !== id && key !== name),
    );
    if (defaultKeys[id] !== name || owner !== undefined) next[id] = name;
    setTaken(owner === id ? undefined : owner);
    setListening(undefined);
    onChange(next);
  };
  return (
    <section>
      <h3>{texts.keys}</h3>
      <p className={classes.dim}>{texts.keysHint}</p>
      <dl className={classes.keys}>
        {commandIds.map((id) => {
          const key = findKey(keymap, id);
          return (
            <div key={id}>
              <dt>{commandNames[id]}</dt>
              <dd>
                <button
                  type="button"
                  className={classes.key}
                  data-listening={listening === id || undefined}
                  aria-label={`${commandNames[id]}: ${key ? showKey(key, isApple) : '–'}`}
                  onClick={() => setListening(id)}
                  onBlur={() => setListening(undefined)}
                  onKeyDown={(event) => {
                    if (listening !== id) return;
                    event.preventDefault();
                    event.stopPropagation();
                    const name = nameKey(event);
                    if (name === 'Escape' && id !== 'back') setListening(undefined);
                    else if (name && name !== 'Tab') assign(id, name);
                  }}
                >
                  {listening === id ? texts.pressKey : key ? showKey(key, isApple) : '–'}
                </button>
              </dd>
            </div>
          );
        })}
      </dl>
      {taken && (
        <Text size="sm" c="var(--warn)" role="status">
          {texts.keyTaken(commandNames[taken])}
        </Text>
      )}
      {Object.keys(keys).length > 0 && (
        <Button
          mt="sm"
          variant="default"
          size="xs"
          onClick={() => {
            setTaken(undefined);
            onChange({});
          }}
        >
          {texts.keysReset}
        </Button>
      )}
    </section>
  );
}
