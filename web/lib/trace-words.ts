import type {
  OverflowSeen,
  RuleTried,
  SeenCondition,
  TraceBodies,
  TraceStep,
} from '../../contract/api/index.ts';
import { operatorNames, ruleTexts } from '../texts/rules.ts';
import { traceTexts } from '../texts/trace.ts';
import { sayValue } from './rule-words.ts';

/** A stage in words: a heading and its sentences, some with details below. */
export interface TraceWords {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly details: readonly string[] }[];
}

type Names = Readonly<Record<string, string>>;
type Line = TraceWords['lines'][number];

/** How a conversation was routed, in sentences. A stage that is not known here is left out. */
export function sayTrace(steps: readonly TraceStep[], names: Names): TraceWords[] {
  return steps.flatMap((step) => {
    const said = sayStep(step, names);
    return said ? [{ id: step.id, at: step.at, ...said }] : [];
  });
}

function sayStep(step: TraceStep, names: Names): { title: string; lines: Line[] } | undefined {
  // Each stage's body is what TraceBodies says of it: the server writes nothing else.
  switch (step.stage) {
    case 'classification': {
      const body = step.body as TraceBodies['classification'];
      return { title: traceTexts.ruleset(body.name), lines: sayClassification(body, names) };
    }
    case 'route':
      return { title: traceTexts.route, lines: sayRoute(step.body as TraceBodies['route'], names) };
    case 'queue':
      return { title: traceTexts.result, lines: [line(sayQueue(step.body as TraceBodies['queue'], names))] };
    case 'assignment': {
      const body = step.body as TraceBodies['assignment'];
      return { title: traceTexts.assignment, lines: sayAssignment(body, names) };
    }
    case 'overflow':
      return { title: traceTexts.overflow, lines: sayOverflow(step.body as TraceBodies['overflow'], names) };
    default:
      return undefined;
  }
}

const line = (text: string, details: readonly string[] = []): Line => ({ text, details });
const queueName = (names: Names, id: string | null) => names[id ?? ''] ?? traceTexts.someQueue;
const memberName = (names: Names, id: string) => names[id] ?? traceTexts.someone;

function sayClassification({ rules, outputs }: TraceBodies['classification'], names: Names): Line[] {
  const said = rules.map((rule) => line(sayRule(rule), saySeen(rule, names)));
  if (outputs.length === 0) return [...said, line(traceTexts.nothingMatched)];
  const what = outputs.map((output) => ruleTexts.outputs[output.kind].toLowerCase()).join(', ');
  return [...said, line(traceTexts.sets(what))];
}

function sayRoute({ rules }: TraceBodies['route'], names: Names): Line[] {
  return rules.map((rule) => {
    const queue = queueName(names, rule.queueId);
    const text = rule.result === 'passed_over' ? traceTexts.passedOver(rule.name, queue) : sayRule(rule);
    return line(text, [
      ...saySeen(rule, names),
      ...(rule.percent === null ? [] : [traceTexts.share(rule.percent, queue)]),
      ...rule.overflow.map((check) => sayCheck(check, queue)),
    ]);
  });
}

function sayRule(rule: RuleTried): string {
  switch (rule.result) {
    case 'matched':
    case 'passed_over':
      return traceTexts.matched(rule.name);
    case 'not_matched':
      return traceTexts.notMatched(rule.name);
    case 'off':
      return traceTexts.off(rule.name);
    case 'problem':
      return traceTexts.problem(rule.name, rule.problem ?? '');
  }
}

function saySeen(rule: RuleTried, names: Names): string[] {
  if (rule.result === 'off' || rule.result === 'problem') return [];
  if (rule.match === null) return [traceTexts.always];
  const said = rule.seen.map((seen) => sayLeaf(seen, names));
  return rule.more > 0 ? [...said, traceTexts.more(rule.more)] : said;
}

function sayLeaf(leaf: SeenCondition, names: Names): string {
  const named = (text: string) => names[text] ?? text;
  const value = Array.isArray(leaf.value)
    ? leaf.value.map(named).join(', ')
    : typeof leaf.value === 'string' && names[leaf.value] !== undefined
      ? named(leaf.value)
      : sayValue(leaf.value, undefined);
  const condition = [named(leaf.field), operatorNames[leaf.operator], value]
    .filter((part) => part !== '')
    .join(' ');
  return `${leaf.holds ? '✓' : '✗'} ${traceTexts.leaf(condition, saySeenValue(leaf, named))}`;
}

function saySeenValue({ seen, hidden }: SeenCondition, named: (text: string) => string): string {
  if (hidden) return traceTexts.hidden;
  if (seen === null) return traceTexts.noData;
  if (Array.isArray(seen)) return seen.map(named).join(', ');
  if (typeof seen === 'boolean') return seen ? ruleTexts.yes : ruleTexts.no;
  return typeof seen === 'number' ? seen.toLocaleString() : `“${named(seen)}”`;
}

function sayCheck(check: OverflowSeen, queue: string): string {
  return check.seen === null
    ? traceTexts.outOfHours(queue, check.holds)
    : traceTexts.items(queue, check.seen, check.value);
}

function sayQueue({ queueId, reason, ruleName, problem }: TraceBodies['queue'], names: Names): string {
  return traceTexts.reasons[reason](queueName(names, queueId), ruleName ?? problem ?? '');
}

function sayAssignment(body: TraceBodies['assignment'], names: Names): Line[] {
  const queue = queueName(names, body.queueId);
  const first =
    body.memberId === null
      ? sayNobody(body, queue)
      : body.how === 'affinity'
        ? traceTexts.askedAgain(memberName(names, body.memberId))
        : traceTexts.asked(memberName(names, body.memberId), queue);
  const excluded = body.excluded.map(({ reason, count, memberIds }) => {
    const who = memberIds.map((id) => memberName(names, id)).join(', ');
    const rest = count > memberIds.length ? ` +${count - memberIds.length}` : '';
    return line(`${who}${rest}: ${traceTexts.excluded[reason]}.`);
  });
  return [line(first), line(traceTexts.candidates(body.candidates)), ...excluded];
}

/** Nobody at all, nobody connected, or nobody who could take it. */
function sayNobody({ excluded }: TraceBodies['assignment'], queue: string): string {
  if (excluded.length === 0) return traceTexts.nobodyInQueue(queue);
  const isAway = excluded.every(({ reason }) => reason === 'not_connected');
  return isAway ? traceTexts.nobodyConnected(queue) : traceTexts.nobody(queue);
}

function sayOverflow(body: TraceBodies['overflow'], names: Names): Line[] {
  const queue = queueName(names, body.queueId);
  const then =
    body.action === 'transfer'
      ? traceTexts.movedTo(queueName(names, body.toQueueId))
      : body.action === 'close'
        ? traceTexts.closedIt
        : traceTexts.stays;
  return [line(traceTexts.waited(body.waitedMinutes, queue, body.minutes)), line(then)];
}
