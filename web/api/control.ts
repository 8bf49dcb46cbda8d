import { queryOptions } from '@tanstack/react-query';
import { api } from '../../client/index.ts';
import { tellDone, tellProblem } from '../shell/tell.ts';
import { expectUndo, offerUndo } from '../shell/undo.ts';
import { controlTexts } from '../texts/control.ts';
import { showItem } from './actions.ts';
import { noteChangedCounts, noteChangedRow } from './inbox.ts';
import { mySessionsQuery } from './offers.ts';
import { queryClient } from './query-client.ts';

const AGAIN_MS = 10_000;

export const controlQuery = (id: string) =>
  queryOptions({
    queryKey: ['control', id] as const,
    queryFn: ({ signal }) => api.control.get({ id }, { signal }),
    // That a bot has answered is noted a moment after its message is told.
    refetchInterval: ({ state }) => (state.data?.waitingSince ? AGAIN_MS : false),
  });

/** Takes the conversation from the program that has it. */
export async function takeOver(id: string): Promise<boolean> {
  try {
    showItem(id, (await api.control.takeOver({ id })).workItem);
    tellDone(controlTexts.done.taken);
    return true;
  } catch (error) {
    tellProblem(controlTexts.failed, error);
    return false;
  } finally {
    refresh(id);
  }
}

/** Gives it to a program; undone by taking it over. */
export function handBack(id: string, program: { id: string; name: string }): Promise<boolean> {
  const work = (async () => {
    try {
      const { workItem } = await api.control.handBack({ id }, { programId: program.id });
      if (workItem) showItem(id, workItem);
      offerUndo(controlTexts.done.handedBack(program.name), async () => {
        showItem(id, (await api.control.takeOver({ id })).workItem);
        refresh(id);
      });
      return true;
    } catch (error) {
      tellProblem(controlTexts.failed, error);
      return false;
    } finally {
      refresh(id);
    }
  })();
  expectUndo(work);
  return work;
}

function refresh(id: string): void {
  noteChangedRow(id);
  noteChangedCounts();
  void queryClient.invalidateQueries({ queryKey: ['control', id] });
  void queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
}
