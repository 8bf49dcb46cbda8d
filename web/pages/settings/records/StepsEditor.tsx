import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconGripVertical, IconPlus, IconX } from '@tabler/icons-react';
import type { MacroAction } from '../../../../contract/api/index.ts';
import { useReorder } from '../../../../ui/index.ts';
import { newStep } from '../../../lib/macro-steps.ts';
import { macroTexts as texts, type MacroStepType } from '../../../texts/macros.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import parts from '../parts/parts.module.css';
import { StepFields } from './StepFields.tsx';

/** A step with a name of its own, so that it is the same one wherever it stands. */
export interface PlacedStep {
  readonly id: string;
  readonly action: MacroAction;
}

interface Props {
  steps: readonly PlacedStep[];
  most: number;
  problemOf: (id: string) => string | undefined;
  onChange: (steps: PlacedStep[]) => void;
}

// Object.keys forgets the literal keys.
const types = Object.keys(texts.types) as MacroStepType[];

/** The steps of a macro: added, filled in, moved, taken out. */
export function StepsEditor({ steps, most, problemOf, onChange }: Props) {
  const placeOf = (id: string) => steps.findIndex((step) => step.id === id) + 1;
  const { handleProps, dropSide } = useReorder(
    steps.map(({ id }) => id),
    (ids) => onChange(ids.flatMap((id) => steps.find((step) => step.id === id) ?? [])),
    {
      move: (id) => partTexts.move(texts.step(placeOf(id))),
      hint: partTexts.moveHint,
      moved: (id, place, of) => partTexts.moved(texts.step(placeOf(id)), place, of),
    },
  );
  return (
    <>
      <ol className={parts.rows} aria-label={texts.steps}>
        {steps.map(({ id, action }, index) => (
          <li key={id} className={parts.row} data-reorder={id} data-drop={dropSide(id)}>
            <button type="button" className={parts.handle} {...handleProps(id)}>
              <IconGripVertical size={16} aria-hidden />
            </button>
            <div className={parts.main}>
              <strong>
                {index + 1}. {texts.types[action.type]}
              </strong>
              <StepFields
                action={action}
                problem={problemOf(id)}
                onChange={(next) =>
                  onChange(steps.map((step) => (step.id === id ? { id, action: next } : step)))
                }
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={texts.removeStep(index + 1)}
              onClick={() => onChange(steps.filter((step) => step.id !== id))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {steps.length < most && (
        <Menu position="bottom-start" transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              style={{ alignSelf: 'start' }}
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {texts.addStep}
            </Button>
          </Menu.Target>
          <Menu.Dropdown style={{ maxHeight: 320, overflowY: 'auto' }}>
            {types.map((type) => (
              <Menu.Item
                key={type}
                onClick={() => onChange([...steps, { id: crypto.randomUUID(), action: newStep(type) }])}
              >
                {texts.types[type]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
