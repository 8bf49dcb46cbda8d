/** The two browser programs that are built from this tree. Apart from the bundler, so that asking costs nothing. */
export const browserApps = {
  web: { sources: 'web', output: 'dist/web' },
  'simulator-web': { sources: 'simulator/web', output: 'dist/simulator-web' },
} as const;
export type BrowserApp = keyof typeof browserApps;
