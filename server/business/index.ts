export { type Business, type BusinessSystem, createBusiness } from './business.ts';
