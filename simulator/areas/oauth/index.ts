import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';

export function registerOauth(_app: FastifyInstance, _sim: Sim): void {}
