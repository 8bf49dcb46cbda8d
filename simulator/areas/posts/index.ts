import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerSearch } from '../search/routes.ts';
import { registerPostWrites } from './create.ts';
import { registerPostLookup } from './lookup.ts';
import { registerReactions } from './reactions.ts';
import { registerReaders } from './readers.ts';
import { registerTimelines } from './timelines.ts';

/** Posts, v2: writing, reading, searching, and what people do with them. */
export function registerPosts(app: FastifyInstance, sim: Sim): void {
  registerPostWrites(app, sim);
  registerReactions(app, sim);
  registerPostLookup(app, sim);
  registerTimelines(app, sim);
  registerReaders(app, sim);
  registerSearch(app, sim);
}
