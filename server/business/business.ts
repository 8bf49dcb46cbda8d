import type { HttpServer } from '../base/index.ts';

/** A foreign program in which the team reads and answers conversations: Slack, e-mail. */
export interface BusinessSystem {
  /** In lower case, one word: `slack`, `email`. */
  readonly kind: string;
  addRoutes(http: HttpServer): void;
  start(): Promise<void>;
  /** Finishes what is on its way, or leaves it to the next start. */
  stop(): Promise<void>;
}

/** All of them, as one part of the product. */
export interface Business {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Joins the systems to the product; nothing runs before `start`. */
export function createBusiness(http: HttpServer, systems: readonly BusinessSystem[]): Business {
  for (const system of systems) system.addRoutes(http);
  return {
    start: async () => {
      for (const system of systems) await system.start();
    },
    stop: async () => {
      await Promise.all(systems.map((system) => system.stop()));
    },
  };
}
