import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', 'dist/**', '.rookery/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // A machine that is short of time gets a second try; what is wrong fails twice.
    retry: process.env['CI'] ? 1 : 0,
    teardownTimeout: 20_000,
  },
});
