import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';

export function registerMedia(_app: FastifyInstance, _sim: Sim): void {}
