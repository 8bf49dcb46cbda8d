import { Compile, type Validator } from 'typebox/compile';
import { type Words, answerOf, refusalIn } from '../contract/x/answers/index.ts';
import type { XAnswer } from '../simulator/core/watch-answers.ts';
import { vocabularyOf } from '../simulator/core/vocabulary.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/main.ts';

const compiled = new Map<string, Validator | undefined>();

function validatorFor(method: string, path: string, status: number, words: Words): Validator | undefined {
  const key = `${method} ${path} ${status < 300 ? 'answer' : 'refusal'} ${words}`;
  if (!compiled.has(key)) {
    const schema = status < 300 ? answerOf(method, path, words) : refusalIn(words);
    compiled.set(key, schema && Compile(schema));
  }
  return compiled.get(key);
}

/** What is wrong with an answer of v2, measured against `contract/x/answers`; nothing when all is well. */
export function faultsOf({ method, url, route, status, headers, body }: XAnswer): string[] {
  const path = route.replace(/:[A-Za-z_]+/g, ':');
  const isJson = /json/.test(headers['content-type'] ?? '');
  if (!route.startsWith('/2/') || route.startsWith('/2/oauth2/') || !isJson) return [];
  // Nothing came, or what a fault has cut off.
  if (typeof body !== 'object') return [];
  // Only the address of the request tells its words.
  const words = vocabularyOf({ url } as Parameters<typeof vocabularyOf>[0]);
  const validator = validatorFor(method, path, status, words);
  if (!validator || validator.Check(body)) return [];
  return [...new Set(validator.Errors(body).map((fault) => `${fault.instancePath} ${fault.message}`))].map(
    (fault) => `${method} ${url} answered ${status} with ${fault}`,
  );
}

/** A simulator whose `close` fails when it has answered unlike the contract. */
export async function startCheckedSimulator(options: SimulatorOptions): Promise<Simulator> {
  const check = createAnswerCheck();
  const simulator = await startSimulator({ ...options, onAnswer: check.onAnswer });
  return {
    ...simulator,
    async close() {
      await simulator.close();
      check.assertNone();
    },
  };
}

/** Collects what is wrong with the answers of a simulator; `assertNone` fails with the list. */
export function createAnswerCheck() {
  const faults: string[] = [];
  return {
    faults,
    onAnswer: (answer: XAnswer) => void faults.push(...faultsOf(answer)),
    assertNone() {
      if (faults.length > 0) throw new Error(`answers unlike contract/x/answers:\n${faults.join('\n')}`);
    },
  };
}
