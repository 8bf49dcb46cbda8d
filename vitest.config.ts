import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    exclude: ['node_modules/**', 'dist/**', '.rookery/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 240_000,
    teardownTimeout: 20_000,
    projects: [
      {
        test: {
          // Beside its file: short, and mostly the loading of modules, which all files of a worker share.
          name: 'logic',
          include: ['{bin,client,contract,examples,server,simulator,ui,web}/**/*.test.{ts,tsx}'],
          isolate: false,
        },
      },
      {
        test: {
          name: 'flows',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/proof/**'],
          isolate: false,
        },
      },
      // With browsers and processes of their own: nothing that one leaves may slow another.
      { test: { name: 'whole', include: ['test/{e2e,proof}/**/*.test.ts'] } },
    ],
  },
});
