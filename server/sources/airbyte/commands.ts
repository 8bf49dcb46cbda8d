import { readSourceConfig } from '../config.ts';
import { connect, factsOf } from '../connection.ts';
import type { KeepConfig } from '../credentials.ts';
import { openInput } from '../input.ts';
import { failureOf } from '../problem.ts';
import type { Setting } from '../setting.ts';
import { connectionSpecification } from '../spec.ts';
import { unitsOf } from '../streams.ts';
import { catalog } from './catalog.ts';
import { connectionStatus, connectorConfig, errorTrace, log, spec } from './messages.ts';

export const say = ({ lines }: Pick<Setting, 'lines'>, message: object): Promise<void> =>
  lines.write(JSON.stringify(message));

export async function runSpec(setting: Setting): Promise<void> {
  await say(setting, spec(connectionSpecification()));
  await setting.lines.flush();
}

/** Signs in and looks at the menus. What is wrong is the answer, not a failure. */
export async function runCheck(setting: Setting, json: unknown): Promise<void> {
  try {
    const config = readSourceConfig(json);
    const { account, name } = await connect(config, keeper(setting), setting.nowMs);
    const units = unitsOf(config, account, new Date(setting.nowMs()));
    for (const { input } of units) {
      if (!input) continue;
      const open = await openInput(input);
      await open.columns().finally(() => open.close());
    }
    await say(
      setting,
      connectionStatus('SUCCEEDED', `X knows this sign-in: ${name}, @${account.username ?? ''}.`),
    );
  } catch (error) {
    await say(setting, connectionStatus('FAILED', failureOf(error).sentence));
  }
  await setting.lines.flush();
}

/** What was wrong before the command could begin: a file that cannot be read. */
export async function sayFailure(setting: Setting, command: string, error: unknown): Promise<void> {
  if (command === 'check') {
    await say(setting, connectionStatus('FAILED', failureOf(error).sentence));
    return setting.lines.flush();
  }
  await orSay(setting, () => Promise.reject(error));
}

/** Lists the streams; asks nothing of X. @returns whether it could be done */
export async function runDiscover(setting: Setting, json: unknown): Promise<boolean> {
  return orSay(setting, async () => {
    const config = readSourceConfig(json);
    await say(setting, catalog(unitsOf(config, factsOf(config), new Date(setting.nowMs()))));
    return true;
  });
}

/** What cannot be done at all is told with who must act. */
export async function orSay(setting: Setting, work: () => Promise<boolean>): Promise<boolean> {
  let isDone = false;
  try {
    isDone = await work();
  } catch (error) {
    const { type, sentence } = failureOf(error);
    setting.progress(sentence);
    await say(setting, errorTrace(type, sentence, setting.nowMs()));
  }
  await setting.lines.flush();
  return isDone;
}

/** A renewed sign-in is out before it is used. */
export function keeper(setting: Setting): KeepConfig {
  return async (config) => {
    await say(setting, connectorConfig(config, setting.nowMs()));
    if (!(await setting.keepFile(config))) {
      await say(
        setting,
        log(
          'WARN',
          'The configuration file cannot be written: the new tokens are in the CONTROL message alone.',
        ),
      );
    }
    await setting.lines.flush();
  };
}
