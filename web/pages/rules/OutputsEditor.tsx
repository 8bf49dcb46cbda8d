import { ActionIcon, Button, Menu, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { RuleFields, RuleOutput } from '../../../contract/api/index.ts';
import { ruleTexts } from '../../texts/rules.ts';
import classes from './rules.module.css';
import { NumberField } from '../../forms/NumberField.tsx';

const MOST_OUTPUTS = 5;
const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const kinds = ['priority', 'skills', 'profiles', 'units', 'tags', 'context', 'language'] as const;

interface Props {
  outputs: readonly RuleOutput[];
  around: RuleFields;
  /** By place: `0`. */
  problems: ReadonlyMap<string, string>;
  onChange: (outputs: RuleOutput[]) => void;
}

/** What a rule sets: at most five things. */
export function OutputsEditor({ outputs, around, problems, onChange }: Props) {
  const used = new Set(outputs.map(({ kind }) => kind));
  const left = kinds.filter((kind) => kind === 'context' || !used.has(kind));
  return (
    <>
      {outputs.map((output, index) => {
        const name = ruleTexts.outputs[output.kind];
        return (
          <div key={index} className={classes.part}>
            <div>
              <OutputInput
                output={output}
                around={around}
                problem={problems.get(String(index))}
                onChange={(next) => onChange([...outputs].with(index, next))}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={ruleTexts.removeOutput(name)}
              onClick={() => onChange(outputs.toSpliced(index, 1))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {outputs.length < MOST_OUTPUTS && (
        <Menu position="bottom-start" transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              style={{ alignSelf: 'flex-start' }}
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {outputs.length === 0 ? ruleTexts.whatToSet : ruleTexts.addOutput}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((kind) => (
              <Menu.Item key={kind} onClick={() => onChange([...outputs, emptyOutput(kind, around)])}>
                {ruleTexts.outputs[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

function emptyOutput(kind: RuleOutput['kind'], around: RuleFields): RuleOutput {
  switch (kind) {
    case 'priority':
      return { kind, priority: 'high' };
    case 'skills':
      return { kind, skills: [{ skillId: around.skills[0]?.value ?? '', rating: 1 }] };
    case 'profiles':
      return { kind, profileIds: [] };
    case 'units':
      return { kind, units: 30 };
    case 'tags':
      return { kind, tags: [] };
    case 'context': {
      const [variable] = around.variables;
      return { kind, name: variable?.name ?? '', value: variable?.type === 'number' ? 0 : '' };
    }
    case 'language':
      return { kind, language: 'en' };
  }
}

interface OutputProps {
  output: RuleOutput;
  around: RuleFields;
  problem: string | undefined;
  onChange: (output: RuleOutput) => void;
}

function OutputInput({ output, around, problem, onChange }: OutputProps) {
  const label = ruleTexts.outputs[output.kind];
  switch (output.kind) {
    case 'priority':
      return (
        <NativeSelect
          label={label}
          error={problem}
          data={[...priorities]}
          value={output.priority}
          onChange={(event) => {
            const priority = priorities.find((one) => one === event.currentTarget.value);
            if (priority) onChange({ ...output, priority });
          }}
        />
      );
    case 'skills':
      return <SkillsInput output={output} around={around} problem={problem} onChange={onChange} />;
    case 'profiles':
      return (
        <MultiSelect
          label={label}
          error={problem}
          data={around.profiles}
          value={output.profileIds}
          onChange={(profileIds) => onChange({ ...output, profileIds })}
        />
      );
    case 'units':
      return (
        <NumberField
          label={label}
          error={problem}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={output.units}
          onChange={(units) => onChange({ ...output, units: Number(units) || 0 })}
        />
      );
    case 'tags':
      return (
        <TagsInput
          label={label}
          error={problem}
          maxTags={20}
          data={
            around.fields.find(({ key }) => key === 'item.tags')?.choices?.map(({ value }) => value) ?? []
          }
          value={output.tags}
          onChange={(tags) => onChange({ ...output, tags })}
        />
      );
    case 'context': {
      const variable = around.variables.find(({ name }) => name === output.name);
      if (around.variables.length === 0) return <p className={classes.dim}>{ruleTexts.noVariables}</p>;
      return (
        <div className={classes.pair}>
          <NativeSelect
            label={label}
            error={problem}
            data={around.variables.map((each) => ({ value: each.name, label: each.label }))}
            value={output.name}
            onChange={(event) => {
              const chosen = around.variables.find(({ name }) => name === event.currentTarget.value);
              if (chosen)
                onChange({ kind: 'context', name: chosen.name, value: chosen.type === 'number' ? 0 : '' });
            }}
          />
          {variable?.type === 'number' ? (
            <NumberField
              label={ruleTexts.value}
              value={Number(output.value)}
              onChange={(value) => onChange({ ...output, value: Number(value) || 0 })}
            />
          ) : (
            <TextInput
              label={ruleTexts.value}
              maxLength={4_000}
              value={String(output.value)}
              onChange={(event) => onChange({ ...output, value: event.currentTarget.value })}
            />
          )}
        </div>
      );
    }
    case 'language':
      return (
        <NativeSelect
          label={label}
          error={problem}
          data={around.fields.find(({ key }) => key === 'item.language')?.choices ?? []}
          value={output.language}
          onChange={(event) => onChange({ ...output, language: event.currentTarget.value })}
        />
      );
  }
}

interface SkillsProps extends Omit<OutputProps, 'output'> {
  output: Extract<RuleOutput, { kind: 'skills' }>;
}

function SkillsInput({ output, around, problem, onChange }: SkillsProps) {
  const { skills } = output;
  const change = (index: number, part: Partial<(typeof skills)[number]>) =>
    onChange({ ...output, skills: skills.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <>
      {skills.map(({ skillId, rating }, index) => (
        <div key={index} className={classes.pair}>
          <NativeSelect
            label={ruleTexts.skill}
            error={index === 0 ? problem : undefined}
            data={[{ value: '', label: ruleTexts.choose }, ...around.skills]}
            value={skillId}
            onChange={(event) => change(index, { skillId: event.currentTarget.value })}
          />
          <NumberField
            label={ruleTexts.rating}
            min={0}
            max={1_000}
            allowDecimal={false}
            value={rating}
            onChange={(next) => change(index, { rating: Number(next) || 0 })}
          />
          {skills.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={ruleTexts.removeSkill}
              onClick={() => onChange({ ...output, skills: skills.toSpliced(index, 1) })}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => onChange({ ...output, skills: [...skills, { skillId: '', rating: 1 }] })}
      >
        {ruleTexts.addSkill}
      </Button>
    </>
  );
}
