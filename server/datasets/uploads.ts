import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import multipart from '@fastify/multipart';
import { pipeline } from 'node:stream/promises';
import { baseErrors } from '../../contract/errors/base.ts';
import { datasetErrors } from '../../contract/errors/datasets.ts';
import { datasetRoutes } from '../../contract/api/index.ts';
import { AppError, type Db, type HttpServer, newId, route } from '../base/index.ts';
import { actorOf, type Audit } from '../people/index.ts';
import type { Datasets } from './datasets.ts';
import { present } from './present.ts';

const LARGEST_BYTES = 2 * 1024 ** 3;

/** Files of people: put here first, looked at, and taken in when they have said how. */
export async function addUploadRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly datasets: Datasets;
  readonly audit: Audit;
}): Promise<void> {
  const { http, db, datasets, audit } = deps;
  if (!http.app.hasContentTypeParser('multipart/form-data')) await http.app.register(multipart);
  // Nobody reaches a file of another workspace: its name holds whose it is.
  const pathOf = (workspaceId: string, uploadId: string) =>
    datasets.scratch(`upload-${workspaceId}-${uploadId}`);

  route(http, datasetRoutes.upload, async ({ caller, request }) => {
    const part = request.isMultipart()
      ? await request.file({ limits: { files: 1, fileSize: LARGEST_BYTES } })
      : undefined;
    if (!part) throw wrong('choose a file.');
    const uploadId = newId();
    const path = await pathOf(caller.workspaceId, uploadId);
    try {
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated) throw wrong('the file is larger than 2 GB.');
      const { size } = await stat(path);
      const { columns, sample, ...found } = await datasets.detect(path);
      return {
        uploadId,
        ...found,
        columns: columns.map((one) => ({ ...one })),
        sample: sample.map((row) => [...row]),
        bytes: size,
      };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  });

  route(http, datasetRoutes.create, async ({ caller, body }) => {
    const path = await pathOf(caller.workspaceId, body.uploadId);
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    if (!isThere) throw new AppError(baseErrors.not_found, { values: { what: 'uploaded file' } });
    const workspace = db.workspace(caller.workspaceId);
    const { format } = await datasets.detect(path);
    const made = await datasets.create(workspace, {
      name: body.name,
      columns: body.columns,
      keys: body.keys ?? [],
      ownerId: caller.id,
    });
    try {
      const { badLines } = await datasets.write(
        workspace,
        made.id,
        format === 'csv'
          ? {
              format,
              path,
              header: body.hasHeader ? 'skip' : 'no',
              badLines: body.badLines ?? 'refuse',
              ...(body.delimiter !== undefined && { delimiter: body.delimiter }),
            }
          : { format, path },
        { method: made.keys.length > 0 ? 'upsert' : 'replace', byId: caller.id },
      );
      await workspace.transaction((tx) =>
        audit(tx, {
          actor: actorOf(caller),
          action: 'dataset.created',
          subjectKind: 'dataset',
          subjectId: made.id,
        }),
      );
      await rm(path, { force: true });
      return {
        dataset: present(await datasets.get(workspace, made.id), 'owner', false),
        badLines: [...badLines],
      };
    } catch (error) {
      // The file stays, to be tried with other columns; the DataSet without rows does not.
      await workspace.transaction((tx) => datasets.remove(tx, made.id));
      throw error;
    }
  });
}

const wrong = (why: string) => new AppError(datasetErrors.dataset_data_wrong, { values: { why } });
