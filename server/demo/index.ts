export { makePrograms } from './house/index.ts';
export { type KeptWriting, keepWriting } from './keep-writing.ts';
export { DEMO_PASSWORD, demoStaff } from './people.ts';
export { seedDemo, type SeedOptions } from './seed.ts';
export { type DemoPlace, forgetUnfinished, settleUnfinished, whileMarked } from './unfinished.ts';
