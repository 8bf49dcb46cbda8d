import type {
  ControlScenario,
  ControlScenarios,
  NewScenarioRun,
  RecordingChange,
  RecordingState,
  ScenarioRun,
  ScenarioRuns,
} from '../../../contract/control/scenarios.ts';
import type { ControlSeed, ControlSeedProgress } from '../../../contract/control/seed.ts';
import { scenarioTexts } from '../texts/scenarios.ts';
import { Refusal, ask } from './ask.ts';

export const listScenarios = () =>
  ask<ControlScenarios>('GET', '/scenarios').then(({ scenarios }) => scenarios);
/** Refused with a sentence when the text is no script, or none of JSON. */
export const writeScenario = async (name: string, script: string): Promise<ControlScenario> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(script);
  } catch (error) {
    throw new Refusal(scenarioTexts.notJson(error instanceof Error ? error.message : ''));
  }
  return ask<ControlScenario>('PUT', `/scenarios/${encodeURIComponent(name)}`, parsed);
};
export const deleteScenario = (name: string) => ask('DELETE', `/scenarios/${name}`);
export const runScenario = (name: string, run: NewScenarioRun) =>
  ask<ScenarioRun>('POST', `/scenarios/${name}/runs`, run);
export const listRuns = () => ask<ScenarioRuns>('GET', '/runs').then(({ runs }) => runs);
export const stopRun = (id: string) => ask<ScenarioRun>('DELETE', `/runs/${id}`);
export const readRecording = () => ask<RecordingState>('GET', '/recordings');
/** Starting and cancelling answer the state; stopping answers the scenario that it made. */
export const changeRecording = (change: RecordingChange) =>
  ask<RecordingState | ControlScenario>('POST', '/recordings', change);

export const readSeed = () => ask<ControlSeedProgress>('GET', '/seed');
export const startSeed = (seed: ControlSeed) => ask<ControlSeedProgress>('POST', '/seed', seed);
export const stopSeed = () => ask<ControlSeedProgress>('DELETE', '/seed');

export const resetAll = () => ask('POST', '/reset');
/** Takes a dump in either form; the file goes as it is, since it may be larger than memory. */
export const loadDump = async (file: File): Promise<void> => {
  const start = (await file.slice(0, 4096).text()).trimStart();
  const isLines = /^\{[^\n]*\}\s*\n/.test(start) || file.name.endsWith('.ndjson');
  const response = await fetch('/_control/load', {
    method: 'POST',
    headers: { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' },
    body: file,
  });
  if (response.ok) return;
  const answer: unknown = await response.json().catch(() => null);
  const said = typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : '';
  throw new Refusal(said || String(response.status), response.status);
};
