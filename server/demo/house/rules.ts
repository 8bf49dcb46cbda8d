import type { ClassificationSetInput, ConditionLeaf, RouteRuleInput } from '../../../contract/api/index.ts';
import type { DeskPerson } from '../callers.ts';
import type { Distribution } from './distribution.ts';

const FAMOUS = 10_000;
const SOME_PROFICIENCY = 1;

const when = (...conditions: ConditionLeaf[]) => ({ match: 'all' as const, conditions });
const says = (...words: string[]) => ({
  match: 'any' as const,
  conditions: words.map((value): ConditionLeaf => ({ field: 'message.text', operator: 'contains', value })),
});

/** What a message is about, then which queue it goes to; later rules see what earlier ones set. */
export async function makeRules(ada: DeskPerson, distribution: Distribution): Promise<void> {
  const { careStreamId, everybodyId, tradeId, pressId } = distribution;
  const path = `/api/work-streams/${careStreamId}/rules`;
  for (const set of classification(distribution)) await ada.ask('POST', path, set);
  const to = (name: string, condition: RouteRuleInput['condition'], queueId: string): RouteRuleInput => ({
    name,
    enabled: true,
    condition,
    queues: [{ queueId, percent: 100 }],
  });
  await ada.ask('PUT', `${path}/route`, {
    version: 0,
    rules: [
      to(
        'Customer name is Twitter',
        when({ field: 'engagement.customer_name', operator: 'equals', value: 'Twitter' }),
        everybodyId,
      ),
      to('Press', when({ field: 'item.tags', operator: 'has_any', value: ['press'] }), pressId),
      to('Trade', says('wholesale', 'invoice', 'Rechnung', 'my café'), tradeId),
    ],
  });
}

function classification({ skills }: Distribution): ClassificationSetInput[] {
  const skill = (skillId: string) => ({
    kind: 'skills' as const,
    skills: [{ skillId, rating: SOME_PROFICIENCY }],
  });
  const language = (value: string) => when({ field: 'message.language', operator: 'equals', value });
  return [
    {
      name: 'Language',
      enabled: true,
      rules: [
        { name: 'Spanish', enabled: true, condition: language('es'), outputs: [skill(skills.spanish)] },
        { name: 'German', enabled: true, condition: language('de'), outputs: [skill(skills.german)] },
      ],
    },
    {
      name: 'What it is about',
      enabled: true,
      rules: [
        {
          name: 'Grinders and machines',
          enabled: true,
          condition: says('grinder', 'molinillo', 'machine', 'Mühle'),
          outputs: [skill(skills.machines), { kind: 'tags', tags: ['machines'] }],
        },
        {
          name: 'Press',
          enabled: true,
          condition: says('filming', 'magazine', 'interview'),
          outputs: [{ kind: 'tags', tags: ['press'] }],
        },
      ],
    },
    {
      name: 'Who is heard by many',
      enabled: true,
      rules: [
        {
          name: 'Many followers',
          enabled: true,
          condition: when({ field: 'engagement.followers', operator: 'at_least', value: FAMOUS }),
          outputs: [{ kind: 'priority', priority: 'high' }],
        },
      ],
    },
  ];
}
