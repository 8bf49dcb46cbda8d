import AjvCompiler from '@fastify/ajv-compiler';

type BuildValidator = ReturnType<typeof AjvCompiler>;

const buildFromPool: BuildValidator = AjvCompiler();

/**
 * Makes the validator of a route when its first request comes. Fastify makes all of them while it starts, which took
 * half of the local X's start; most programs, and most tests, call a few routes.
 */
export const buildLazyValidator: BuildValidator = (schemas, options) => {
  const compile = buildFromPool(schemas, options);
  return (route) => {
    let validate: ReturnType<typeof compile> | undefined;
    const validator = (data: unknown) => {
      validate ??= compile(route);
      return validate(data) ? true : { error: validate.errors };
    };
    // Fastify takes both forms of answers; the types of the compiler know only the first.
    return validator as unknown as ReturnType<typeof compile>;
  };
};
