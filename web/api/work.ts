import type { WorkItem } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { expectUndo, offerUndo } from '../shell/undo.ts';
import { tellDone, tellProblem } from '../shell/tell.ts';
import { workTexts } from '../texts/seat.ts';
import { showItem } from './actions.ts';
import { noteChangedCounts, noteChangedRow } from './inbox.ts';
import { mySessionsQuery } from './offers.ts';
import { queryClient } from './query-client.ts';

type Act = (params: { id: string }) => Promise<{ workItem: WorkItem }>;

/** Does something to a work item; what it comes to is on the screen as soon as the server has said so. */
async function act(id: string, what: Act, done: string, back?: Act): Promise<boolean> {
  try {
    showItem(id, (await what({ id })).workItem);
    if (back) {
      offerUndo(done, async () => {
        showItem(id, (await back({ id })).workItem);
        refresh(id);
      });
    } else tellDone(done);
    return true;
  } catch (error) {
    tellProblem(workTexts.cannot, error);
    return false;
  } finally {
    refresh(id);
  }
}

function refresh(id: string): void {
  noteChangedRow(id);
  noteChangedCounts();
  void queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
  void queryClient.invalidateQueries({ queryKey: ['presence', 'mine'] });
}

const undoable = (work: Promise<boolean>): Promise<boolean> => {
  expectUndo(work);
  return work;
};

/** Takes what nobody has; refused, in words, where the work stream gives out. */
export const take = (id: string) => undoable(act(id, api.work.pick, workTexts.done.taken, api.work.release));

export const release = (id: string) =>
  undoable(act(id, api.work.release, workTexts.done.released, api.work.pick));

export const putAside = (id: string) =>
  undoable(act(id, api.work.putAside, workTexts.done.putAside, api.work.reopen));

/** Ends the talk. There is no way back from wrap-up but to finish it, so there is no undo. */
export const end = (id: string) => act(id, api.work.end, workTexts.done.ended);

export const finish = (id: string) => act(id, api.work.close, workTexts.done.finished);

export const takeUp = (id: string) =>
  undoable(act(id, api.work.reopen, workTexts.done.takenUp, api.work.putAside));
