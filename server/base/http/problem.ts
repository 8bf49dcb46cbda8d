export interface ValidationProblem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: unknown;
  readonly message?: string;
}

/** Says what is wrong with the first wrong field in words. */
export function problemSentence(
  problems: readonly ValidationProblem[],
  part: string,
): { readonly field: string; readonly sentence: string } {
  const problem = problems[0] ?? { instancePath: '', keyword: 'unknown', params: {} };
  const samePlace = problems.filter((other) => other.instancePath === problem.instancePath);
  // Several problems at one place come from the branches of a union: none of them alone is the truth.
  const inUnion = problems.find((other) => other.keyword === 'anyOf' || other.keyword === 'oneOf');
  const field = fieldName(problem);
  const name = field || `the ${part === 'querystring' ? 'query' : part}`;
  if (inUnion && samePlace.length > 1) {
    const words = allowedWords(samePlace);
    const sentence =
      words.length > 0 ? `${name} must be one of ${words.join(', ')}.` : `${name} is not valid.`;
    return { field, sentence };
  }
  return { field, sentence: `${name} ${complaint(problem)}` };
}

function fieldName(problem: ValidationProblem): string {
  const path = problem.instancePath.split('/').filter(Boolean);
  const missing = problem.keyword === 'required' ? param(problem, 'requiredProperties') : undefined;
  if (Array.isArray(missing)) path.push(String(missing[0]));
  return path.join('.');
}

function allowedWords(problems: readonly ValidationProblem[]): string[] {
  return problems
    .filter((problem) => problem.keyword === 'const')
    .map((problem) => String(param(problem, 'allowedValue')));
}

function complaint(problem: ValidationProblem): string {
  const limit = Number(param(problem, 'limit'));
  switch (problem.keyword) {
    case 'required':
      return 'is missing.';
    case 'type':
      return `must be ${article(String(param(problem, 'type')))}.`;
    case 'enum': {
      const allowed = param(problem, 'allowedValues');
      return `must be one of ${Array.isArray(allowed) ? allowed.join(', ') : 'the listed words'}.`;
    }
    case 'const':
      return `must be ${String(param(problem, 'allowedValue'))}.`;
    case 'minLength':
      return limit === 1 ? 'must not be empty.' : `must have at least ${limit} characters.`;
    case 'maxLength':
      return `must have at most ${limit} characters.`;
    case 'minimum':
      return `must be at least ${limit}.`;
    case 'maximum':
      return `must be at most ${limit}.`;
    case 'minItems':
      return `must hold at least ${limit}.`;
    case 'maxItems':
      return `must hold at most ${limit}.`;
    case 'additionalProperties':
      return 'has a field that is not known here.';
    case 'format':
      return `is not a valid ${formatName(String(param(problem, 'format')))}.`;
    case 'pattern':
      return String(param(problem, 'pattern')).includes('\\S') ? 'must not be blank.' : 'is not well formed.';
    default:
      return 'is not valid.';
  }
}

function param(problem: ValidationProblem, name: string): unknown {
  if (typeof problem.params !== 'object' || problem.params === null) return undefined;
  return Object.entries(problem.params).find(([key]) => key === name)?.[1];
}

function formatName(format: string): string {
  if (format === 'email') return 'e-mail address';
  return format === 'date-time' ? 'time (RFC 3339)' : format;
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
