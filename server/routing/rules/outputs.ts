import type { Priority, RequiredSkill, RuleOutput } from '../../../contract/api/index.ts';

/** What a work item asks for, as classification builds it up. */
export interface Classified {
  readonly priority: Priority;
  readonly skills: readonly RequiredSkill[];
  readonly profileIds: readonly string[];
  readonly units: number;
  readonly tags: readonly string[];
  /** Context variables: name to text or number. */
  readonly context: Readonly<Record<string, string | number>>;
  /** Set by a rule; else nothing. */
  readonly language: string | null;
}

/** Takes an output in: tags and skills come on top, everything else is replaced. */
export function applyOutput(before: Classified, output: RuleOutput): Classified {
  switch (output.kind) {
    case 'priority':
      return { ...before, priority: output.priority };
    case 'skills': {
      const named = new Set(output.skills.map(({ skillId }) => skillId));
      return {
        ...before,
        skills: [...before.skills.filter(({ skillId }) => !named.has(skillId)), ...output.skills],
      };
    }
    case 'profiles':
      return { ...before, profileIds: output.profileIds };
    case 'units':
      return { ...before, units: output.units };
    case 'tags': {
      const has = new Set(before.tags.map((tag) => tag.toLowerCase()));
      const added = output.tags.map((tag) => tag.trim()).filter((tag) => !has.has(tag.toLowerCase()));
      return { ...before, tags: [...before.tags, ...new Set(added)] };
    }
    case 'context':
      return { ...before, context: { ...before.context, [output.name]: output.value } };
    case 'language':
      return { ...before, language: output.language };
  }
}

/** As conditions of later rules see it. */
export function factsOfClassified(now: Classified): Record<string, unknown> {
  const context = Object.entries(now.context).map(([name, value]) => [`context.${name}`, value] as const);
  return {
    'item.priority': now.priority,
    'item.tags': now.tags,
    'item.skills': now.skills.map(({ skillId }) => skillId),
    'item.profiles': now.profileIds,
    'item.units': now.units,
    'item.language': now.language,
    ...Object.fromEntries(context),
  };
}
