/** How a setting's text is read. Answers the value, or a sentence's end that says what it must be. */
export type Reader<T> = (text: string) => { readonly value: T } | { readonly mustBe: string };

export interface Setting<T> {
  readonly env: string;
  /** Command-line flag, without the dashes. */
  readonly flag?: string;
  readonly read: Reader<T>;
  /** What it is when nobody sets it, as the documentation says it. */
  readonly standard: string;
  readonly meaning: string;
  /** Never printed. */
  readonly secret?: boolean;
}

const text: Reader<string> = (value) => ({ value });

const number =
  (least: number, most: number): Reader<number> =>
  (value) => {
    const parsed = Number(value);
    const fits = /^\d+$/.test(value) && parsed >= least && parsed <= most;
    return fits ? { value: parsed } : { mustBe: `a whole number from ${least} to ${most}` };
  };

const yesNo: Reader<boolean> = (value) => {
  if (/^(1|true|yes|on)$/i.test(value)) return { value: true };
  if (/^(0|false|no|off)$/i.test(value)) return { value: false };
  return { mustBe: 'yes or no' };
};

const webAddress: Reader<string> = (value) => {
  const url = URL.parse(value);
  const fits = url && (url.protocol === 'http:' || url.protocol === 'https:') && !url.search && !url.hash;
  return fits
    ? { value: value.replace(/\/+$/, '') }
    : { mustBe: 'an address that begins with http:// or https://' };
};

const databaseAddress: Reader<string> = (value) =>
  /^(postgres|postgresql|socket):\/\//.test(value)
    ? { value }
    : { mustBe: 'an address of the form postgres://user:password@host:5432/database' };

function oneOf<const T extends string>(words: readonly T[]): Reader<T> {
  return (value) => {
    const found = words.find((word) => word === value);
    return found === undefined ? { mustBe: `one of ${words.join(', ')}` } : { value: found };
  };
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What a process does. All of it, unless told otherwise. */
/** Every setting: name in the environment, flag, form, standard, meaning. docs/operating.md holds the same table. */
export const SETTINGS = {
  port: {
    env: 'PORT',
    flag: 'port',
    read: number(0, 65_535),
    standard: '3100',
    meaning: 'Port to serve on; 0 takes any free one.',
  },
  host: {
    env: 'HOST',
    flag: 'host',
    read: text,
    standard: '127.0.0.1',
    meaning: 'Address to listen on; 0.0.0.0 lets other machines in.',
  },
  dataDir: {
    env: 'ROOKERY_DATA',
    flag: 'data',
    read: text,
    standard: '.rookery in the current directory',
    meaning: 'Directory of the database, the media and the master key.',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    flag: 'database-url',
    read: databaseAddress,
    standard: 'the PostgreSQL that is shipped, in the data directory',
    meaning: 'A PostgreSQL (15 or newer) of your own.',
    secret: true,
  },
  poolSize: {
    env: 'ROOKERY_POOL_SIZE',
    read: number(2, 200),
    standard: '12',
    meaning: 'Most database connections of one process.',
  },
  masterKey: {
    env: 'ROOKERY_MASTER_KEY',
    read: text,
    standard: 'a file master.key in the data directory, made at the first start',
    meaning: 'Seals stored secrets: 32 bytes in base64, or several separated by commas, newest first.',
    secret: true,
  },
  publicUrl: {
    env: 'ROOKERY_PUBLIC_URL',
    flag: 'public-url',
    read: webAddress,
    standard: 'http://127.0.0.1 and the port',
    meaning: 'Address under which browsers and X reach this server; with https cookies become secure.',
  },
  trustProxy: {
    env: 'ROOKERY_TRUST_PROXY',
    read: yesNo,
    standard: 'no',
    meaning: 'Believe the forwarded address of a reverse proxy in front of this server.',
  },
  localXUrl: {
    env: 'ROOKERY_LOCAL_X_URL',
    read: webAddress,
    standard: 'http://127.0.0.1:3200',
    meaning: 'Where the local X runs.',
  },
  xApiUrl: {
    env: 'ROOKERY_X_API_URL',
    read: webAddress,
    standard: 'https://api.x.com',
    meaning: "Base address of X's API.",
  },
  xUploadUrl: {
    env: 'ROOKERY_X_UPLOAD_URL',
    read: webAddress,
    standard: 'https://upload.x.com',
    meaning: "Base address of X's older media upload.",
  },
  xLoginUrl: {
    env: 'ROOKERY_X_LOGIN_URL',
    read: webAddress,
    standard: 'https://x.com',
    meaning: 'Where people sign in with X.',
  },
  xDataUrl: {
    env: 'ROOKERY_X_DATA_URL',
    read: webAddress,
    standard: 'https://data-api.x.com',
    meaning: "Base address of X's engagement API.",
  },
  privateWebhooks: {
    env: 'ROOKERY_PRIVATE_WEBHOOKS',
    read: yesNo,
    standard: 'no; yes in the demo',
    meaning:
      'Let webhooks, and servers whose DataSets are read, lie in private networks and behind plain http, such as a program beside this server.',
  },
  mailPort: {
    env: 'ROOKERY_MAIL_PORT',
    read: number(0, 65_535),
    standard: 'none: no mail is listened for',
    meaning: 'Port of the SMTP listener that takes answers by e-mail; 0 takes any free one.',
  },
  mailHost: {
    env: 'ROOKERY_MAIL_HOST',
    read: text,
    standard: 'as HOST',
    meaning: 'Address that the SMTP listener listens on.',
  },
  mailMostMb: {
    env: 'ROOKERY_MAIL_MOST_MB',
    read: number(1, 100),
    standard: '35',
    meaning: 'Largest mail that is taken, in MB; files are a third larger in a mail than they are.',
  },
  mailCertificate: {
    env: 'ROOKERY_MAIL_CERTIFICATE',
    read: text,
    standard: 'none: STARTTLS is not offered',
    meaning: 'File with the certificate of the SMTP listener and its chain, PEM.',
  },
  mailKey: {
    env: 'ROOKERY_MAIL_KEY',
    read: text,
    standard: 'none',
    meaning: 'File with the private key of that certificate, PEM.',
  },
  logLevel: {
    env: 'ROOKERY_LOG_LEVEL',
    flag: 'log-level',
    read: oneOf(LEVELS),
    standard: 'info',
    meaning: `Least severe line that is written: ${LEVELS.join(', ')}.`,
  },
} as const satisfies Record<string, Setting<unknown>>;
