import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyringFromText, measureSkew, messageOf, openKeyringFile, sql } from '../../base/index.ts';
import { type DoctorCheck, note, ok, wrong } from './check.ts';
import { isEmpty } from './database.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const GIB = 1024 ** 3;
const MOST_SKEW_MS = 5_000;

/** The master key opens, nobody else can read its file, and every stored secret was sealed under a key of the ring. */
export const keys: DoctorCheck = {
  name: 'keys',
  run: async ({ config, db }) => {
    const { masterKey, masterKeyFile } = config;
    if (masterKey === undefined && !existsSync(masterKeyFile)) {
      const remedy = 'It is made at the first start. If secrets are stored already, put the old file back.';
      return [note(`there is no master key at ${masterKeyFile} yet`, remedy)];
    }
    const findings = [];
    if (masterKey === undefined && ((await stat(masterKeyFile)).mode & 0o077) !== 0) {
      findings.push(wrong(`${masterKeyFile} can be read by others`, `chmod 600 ${masterKeyFile}`));
    }
    try {
      const ring = masterKey === undefined ? openKeyringFile(masterKeyFile) : keyringFromText(masterKey);
      findings.push(ok(`the master key is ${ring.current.id}`));
      const used = db
        ? await db.rows(sql<{ key_id: string; n: string }>`
        select key_id, count(*) as n from secret group by 1`)
        : [];
      for (const { key_id, n } of used) {
        if (ring.find(key_id)) continue;
        const remedy = 'Add that key behind the newest one, or connect the accounts concerned anew.';
        findings.push(wrong(`${n} secrets are sealed under the key ${key_id}, which is not here`, remedy));
      }
    } catch (error) {
      findings.push(
        wrong(messageOf(error), 'Put the right key back; without it stored secrets cannot be opened.'),
      );
    }
    return findings;
  },
};

/** X refuses signatures whose time is off by minutes. */
export const clock: DoctorCheck = {
  name: 'clock',
  run: async ({ db, config }) => {
    if (!db || (await isEmpty(db))) return [];
    const { now, skewMs } = await measureSkew(db);
    const { offset_ms } = await db.row(sql<{ offset_ms: string }>`select offset_ms from clock`);
    const findings = [];
    if (offset_ms !== '0') {
      const remedy = 'Only tests move the time: set clock.offset_ms to 0.';
      findings.push(wrong(`the product's time is moved by ${offset_ms} ms`, remedy));
    }
    if (skewMs > MOST_SKEW_MS) {
      const says = `this machine and its database differ by ${Math.round(skewMs / 1_000)} seconds`;
      findings.push(wrong(says, 'Let both follow a time server.'));
    } else
      findings.push(
        ok(
          `the time is ${now.toISOString()}${config.databaseUrl === undefined ? '' : ', like the database'}`,
        ),
      );
    return findings;
  },
};

export const disk: DoctorCheck = {
  name: 'disk',
  run: async ({ config }) => {
    const place = existsSync(config.dataDir) ? config.dataDir : join(config.dataDir, '..');
    const { bavail, bsize } = await statfs(place);
    const freeGib = (bavail * bsize) / GIB;
    const says = `${freeGib.toFixed(1)} GiB are free at ${config.dataDir}`;
    if (freeGib < 0.5) return [wrong(says, 'Free some space now: a full disk stops the database.')];
    if (freeGib < 5)
      return [note(says, 'Media and the log grow: free some space, or move the data directory.')];
    return [ok(says)];
  },
};

export const pages: DoctorCheck = {
  name: 'pages',
  run: async () => {
    const built = existsSync(join(ROOT, 'dist', 'web', 'index.html'));
    if (built) return [ok('the pages are built')];
    return [note('the pages are not built yet', 'They are built at the next start, or by npm run build.')];
  },
};
