import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { tellDone, tellProblem } from '../shell/tell.ts';

type Act<Input, Answer> = {
  run: (input: Input) => Promise<Answer>;
  /** Said when it is done; left out where the page itself shows it. */
  done?: string | ((answer: Answer, input: Input) => string);
  /** First words of the query keys that are stale then. */
  refresh?: readonly string[];
  after?: (answer: Answer, input: Input) => void;
  /** A form shows its refusal itself. */
  isSilent?: boolean;
};

/** Something that the person at the console does: says how it went and refreshes what it changed. */
export function useAct<Input = void, Answer = unknown>(
  act: Act<Input, Answer>,
): UseMutationResult<Answer, Error, Input> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act.run,
    onSuccess: async (answer, input) => {
      const { done } = act;
      if (done !== undefined) tellDone(typeof done === 'string' ? done : done(answer, input));
      act.after?.(answer, input);
      await Promise.all((act.refresh ?? []).map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
    onError: (error) => {
      if (!act.isSilent) tellProblem(error);
    },
  });
}
