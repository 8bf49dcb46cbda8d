import { join, resolve } from 'node:path';
import { type Reader, type Setting, SETTINGS } from './settings.ts';

type Settings = typeof SETTINGS;
type SettingName = keyof Settings;
type ValueOf<S> = S extends { read: Reader<infer T> } ? T : never;
type Given = { readonly [K in SettingName]?: ValueOf<Settings[K]> };

/** Everything that the outside decides, checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly poolSize: number;
  readonly masterKey: string | undefined;
  readonly masterKeyFile: string;
  readonly blobDir: string;
  readonly datasetDir: string;
  /** What queries put aside while they run. */
  readonly spillDir: string;
  /** Undefined: http://127.0.0.1 and the port that was taken. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  readonly localXUrl: string;
  readonly x: {
    readonly api: string;
    readonly upload: string;
    readonly login: string;
    readonly data: string;
  };
  /** Undefined: as the mode has it. */
  readonly privateWebhooks: boolean | undefined;
  /** Largest mail that is taken. */
  readonly mostMailMb: number;
  /** The SMTP listener; undefined: none. */
  readonly mail:
    | {
        readonly port: number;
        readonly host: string;
        /** Files; both or none. */
        readonly certificate: string | undefined;
        readonly key: string | undefined;
      }
    | undefined;
  readonly logLevel: ValueOf<Settings['logLevel']>;
}

/** Thrown with one line for each wrong setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** Flags by their name without dashes. */
export type Flags = Readonly<Record<string, string | undefined>>;

/** Reads flags and environment; a flag wins. @throws ConfigError naming every wrong value and what it must be. */
export function readConfig(flags: Flags = {}, environment: Environment = process.env): Config {
  const given = readSettings(flags, environment);
  const dataDir = resolve(given.dataDir ?? '.rookery');
  const host = given.host ?? '127.0.0.1';
  if ((given.mailCertificate === undefined) !== (given.mailKey === undefined))
    throw new ConfigError('ROOKERY_MAIL_CERTIFICATE and ROOKERY_MAIL_KEY must be given together.');
  return {
    port: given.port ?? 3100,
    host,
    dataDir,
    databaseUrl: given.databaseUrl,
    poolSize: given.poolSize ?? 12,
    masterKey: given.masterKey,
    masterKeyFile: join(dataDir, 'master.key'),
    blobDir: join(dataDir, 'blobs'),
    datasetDir: join(dataDir, 'datasets'),
    spillDir: join(dataDir, 'spill'),
    publicUrl: given.publicUrl,
    trustProxy: given.trustProxy ?? false,
    localXUrl: given.localXUrl ?? SETTINGS.localXUrl.standard,
    x: {
      api: given.xApiUrl ?? SETTINGS.xApiUrl.standard,
      upload: given.xUploadUrl ?? SETTINGS.xUploadUrl.standard,
      login: given.xLoginUrl ?? SETTINGS.xLoginUrl.standard,
      data: given.xDataUrl ?? SETTINGS.xDataUrl.standard,
    },
    privateWebhooks: given.privateWebhooks,
    mostMailMb: given.mailMostMb ?? 35,
    mail:
      given.mailPort === undefined
        ? undefined
        : {
            port: given.mailPort,
            host: given.mailHost ?? host,
            certificate: given.mailCertificate,
            key: given.mailKey,
          },
    logLevel: given.logLevel ?? 'info',
  };
}

function readSettings(flags: Flags, environment: Environment): Given {
  const problems: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    const flag = setting.flag === undefined ? undefined : flags[setting.flag];
    const value = flag ?? environment[setting.env];
    if (value === undefined || value.trim() === '') continue;
    const read = setting.read(value.trim());
    if ('value' in read) given[name] = read.value;
    else
      problems.push(
        sentence(setting, flag === undefined ? setting.env : `--${setting.flag}`, value, read.mustBe),
      );
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  // Each value was read by the reader of its name.
  return given as Given;
}

function sentence(setting: Setting<unknown>, where: string, value: string, mustBe: string): string {
  return setting.secret ? `${where} must be ${mustBe}.` : `${where} is "${value}"; it must be ${mustBe}.`;
}

/** The settings as a table for docs/operating.md. */
export function settingsTable(): string {
  const rows = Object.values<Setting<unknown>>(SETTINGS).map(
    ({ env, flag, standard, meaning }) =>
      `| \`${env}\` | ${flag ? `\`--${flag}\`` : ''} | ${standard} | ${meaning} |`,
  );
  return ['| environment | flag | standard | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** The environment for a child process of ours, with some values set. */
export function childEnvironment(values: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { ...Object.fromEntries(kept), ...values };
}
