export interface XAppValues {
  name: string;
  consumerKey: string;
  consumerSecret: string;
  clientId: string;
  clientSecret: string;
  environmentName: string;
}

export type XAppProblem = 'required' | 'spaces' | 'tooLong' | 'environment';

/** The same rules as the contract's, so that a slip shows at its field. `exists`: an empty secret stays as it is. */
export function checkXApp(
  values: XAppValues,
  exists: boolean,
): Partial<Record<keyof XAppValues, XAppProblem>> {
  const problems: Partial<Record<keyof XAppValues, XAppProblem>> = {};
  const secret = (key: keyof XAppValues, required: boolean) => {
    const text = values[key].trim();
    if (text === '') {
      if (required) problems[key] = 'required';
    } else if (/\s/.test(text)) problems[key] = 'spaces';
    else if (text.length > 100) problems[key] = 'tooLong';
  };
  if (values.name.trim() === '') problems.name = 'required';
  else if (values.name.trim().length > 100) problems.name = 'tooLong';
  secret('consumerKey', true);
  secret('consumerSecret', !exists);
  secret('clientId', false);
  secret('clientSecret', false);
  const environment = values.environmentName.trim();
  if (environment.length > 100) problems.environmentName = 'tooLong';
  else if (environment !== '' && !/^[A-Za-z0-9_-]+$/.test(environment))
    problems.environmentName = 'environment';
  return problems;
}
