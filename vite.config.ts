import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { type BrowserApp, browserApps } from './bin/browser-apps.ts';

const projectRoot = fileURLToPath(new URL('.', import.meta.url));

/** Vite's configuration of one browser program; `vite --mode web` runs it with live reload beside a server. */
export function browserAppConfig(app: BrowserApp): UserConfig {
  const { sources, output } = browserApps[app];
  return {
    root: join(projectRoot, sources),
    plugins: [react()],
    build: {
      outDir: join(projectRoot, output),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      // Sizes are measured and printed by bin/build-web.ts.
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_200,
    },
    worker: { format: 'es' },
    server: {
      proxy: {
        '/api': 'http://127.0.0.1:3100',
        '/x': 'http://127.0.0.1:3100',
        '/_control': 'http://127.0.0.1:3200',
        '/_sim': 'http://127.0.0.1:3200',
      },
    },
  };
}

// Tests load this file too (mode "test"); they want none of it.
export default defineConfig(({ mode }) => {
  if (mode === 'web' || mode === 'simulator-web') return browserAppConfig(mode);
  return {};
});
