import type { AppEvent } from '../../contract/events/index.ts';
import type { BlobStore, EventLog, Jobs, Logger, Timers, WorkspaceDb } from '../base/index.ts';
import { type RoutingDeps, updateWorkItem } from '../routing/index.ts';
import { startDeletions } from './deletions.ts';
import type { Expunge, PrivacyDeps } from './deps.ts';
import { startRequests } from './erasure/requests.ts';
import { addMaskingRoutes } from './routes/masking.ts';
import { addPeopleRoutes } from './routes/people.ts';
import { addRetentionRoutes } from './routes/retention.ts';
import { addRevealRoute } from './routes/reveal.ts';
import { addTranscriptRoutes } from './routes/transcripts.ts';
import { sweepRetention } from './retention/sweep.ts';
import { deleteExportsOf, startExports } from './transcripts/exports.ts';

export { eraseForProgram } from './erasure/by-program.ts';
export { createNoteView } from './note-view.ts';

export interface PrivacyOptions extends PrivacyDeps {
  readonly timers: Timers;
  readonly jobs: Jobs;
  readonly blobs: BlobStore;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly routing: RoutingDeps;
  readonly expunge: Expunge;
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
}

/** What the workspace does for the people who write to it: masking, erasure, giving out what is held. */
export function addPrivacy(options: PrivacyOptions): void {
  addMaskingRoutes(options);
  addRevealRoute(options);
  addPeopleRoutes(options);
  startRequests({
    ...options,
    closeWork: async (db, conversationId) =>
      void (await updateWorkItem(options.routing, db, conversationId, { state: 'closed' }, null)),
    deleteExports: (db, conversationIds) => deleteExportsOf(options, db, conversationIds),
  });
  startDeletions({
    ...options,
    deleteExports: (db, conversationIds) => deleteExportsOf(options, db, conversationIds),
  });
  const transcripts = {
    ...options,
    announce: (db: WorkspaceDb, id: string) =>
      db.transaction(async (tx) => {
        const event: AppEvent = {
          kind: 'setup.changed',
          key: id,
          body: { kind: 'transcript_export', id, what: 'changed' },
        };
        options.log.append(tx, [event]);
      }),
  };
  addTranscriptRoutes(transcripts);
  addRetentionRoutes(options);
  options.timers.sweeper({ name: 'retention', everyMs: 3_600_000, run: () => sweepRetention(options) });
  startExports(transcripts);
}
