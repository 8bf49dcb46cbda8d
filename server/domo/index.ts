export { addDomo, type DomoDeps } from './domo.ts';
