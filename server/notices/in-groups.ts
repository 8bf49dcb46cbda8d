import type { NoticeTrigger } from '../../contract/api/notices.ts';

/**
 * What is said in a group too. Up to fifty people read it, so it has to be true for all of them and asked for by none:
 * that we are closed, and that nobody is there. Everything else speaks to one customer: a greeting by name, a place in
 * the queue, who takes over from whom, an end, a survey, a question whether we may read along.
 */
const IN_GROUPS: ReadonlySet<NoticeTrigger> = new Set(['out_of_hours', 'holiday', 'no_agent']);

export function isSaidInGroups(trigger: NoticeTrigger): boolean {
  return IN_GROUPS.has(trigger);
}
