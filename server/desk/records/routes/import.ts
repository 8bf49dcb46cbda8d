import { contactRoutes } from '../../../../contract/api/index.ts';
import { route } from '../../../base/index.ts';
import { indexedContact, insertContacts, planImport, updateContact } from '../../../contacts/index.ts';
import { actorOf } from '../../../people/index.ts';
import { workspaceOf } from '../../parts.ts';
import type { RecordParts } from '../parts.ts';

const SHOWN_PROBLEMS = 5_000;
const SHOWN_ROWS = 5;
const BATCH = 500;

/** Contacts from a file. */
export function addImportRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, contactRoutes.previewImport, async ({ body, caller }) => {
    const plan = await planImport(workspaceOf(parts, caller), clock, body);
    return {
      head: plan.head,
      columns: plan.columns,
      rows: plan.rows.length,
      sample: plan.rows.slice(0, SHOWN_ROWS),
      create: plan.create.length,
      update: plan.update.length,
      skip: plan.skip,
      problems: plan.problems.slice(0, SHOWN_PROBLEMS),
      wrong: plan.problems.length,
    };
  });

  route(http, contactRoutes.import, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const plan = await planImport(tx, clock, body);
      for (let at = 0; at < plan.create.length; at += BATCH) {
        await insertContacts(tx, plan.create.slice(at, at + BATCH).map(indexedContact));
      }
      for (const contact of plan.update) await updateContact(tx, indexedContact(contact));
      await parts.audit(tx, {
        actor: actorOf(caller),
        action: 'contact.imported',
        subjectKind: 'contact',
        facts: { created: plan.create.length, updated: plan.update.length, wrong: plan.problems.length },
      });
      const [first] = [...plan.create, ...plan.update];
      // One is enough: lists are fetched again as a whole.
      if (first) {
        parts.log.append(tx, [
          { kind: 'record.changed', key: first.id, body: { kind: 'contact', id: first.id } },
        ]);
      }
      return {
        created: plan.create.length,
        updated: plan.update.length,
        skipped: plan.skip,
        problems: plan.problems.slice(0, SHOWN_PROBLEMS),
        wrong: plan.problems.length,
      };
    }),
  );
}
