import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';

export function registerDm(_app: FastifyInstance, _sim: Sim): void {}
