#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runScript } from './node24.mjs';

runScript(fileURLToPath(new URL('../server/cli.ts', import.meta.url)), process.argv.slice(2));
