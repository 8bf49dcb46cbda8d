export { DEMO_PASSWORD, demoStaff } from './people.ts';
export { seedDemo, type SeedOptions } from './seed.ts';
