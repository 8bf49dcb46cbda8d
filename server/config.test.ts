import { expect, test } from 'vitest';
import { ConfigError, readConfig, settingsTable } from './config.ts';

test('without anything said it serves on loopback, port 3100, from .rookery', () => {
  const config = readConfig({}, {});
  expect(config).toMatchObject({ port: 3100, host: '127.0.0.1', databaseUrl: undefined, logLevel: 'info' });
  expect(config.dataDir).toMatch(/\.rookery$/);
  expect(config.x.api).toBe('https://api.x.com');
});

test('a flag wins over the environment', () => {
  expect(readConfig({ port: '4000' }, { PORT: '5000' }).port).toBe(4000);
});

test('names every wrong value and what it must be', () => {
  const wrong = { PORT: 'eighty', ROOKERY_PUBLIC_URL: 'desk.example.com' };
  expect(() => readConfig({ 'log-level': 'loud' }, wrong)).toThrow(ConfigError);
  const sentences = [
    'PORT is "eighty"; it must be a whole number from 0 to 65535.',
    'ROOKERY_PUBLIC_URL is "desk.example.com"; it must be an address that begins with http:// or https://.',
    '--log-level is "loud"; it must be one of fatal, error, warn, info, debug, trace, silent.',
  ];
  expect(() => readConfig({ 'log-level': 'loud' }, wrong)).toThrow(sentences.join('\n'));
});

test('a secret is not repeated in the complaint', () => {
  expect(() => readConfig({}, { DATABASE_URL: 'mysql://me:hunter2@db/x' })).toThrow(
    /^DATABASE_URL must be an address/,
  );
});

test('an empty value counts as none', () => {
  expect(readConfig({}, { PORT: '', DATABASE_URL: ' ' })).toMatchObject({
    port: 3100,
    databaseUrl: undefined,
  });
});

test('the table for the documentation has a row for each setting', () => {
  expect(settingsTable()).toContain('| `PORT` | `--port` | 3100 |');
});
