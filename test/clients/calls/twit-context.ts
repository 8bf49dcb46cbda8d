import type { World } from './client.ts';
import { loadOld, preload } from './preload.ts';

/** What X answered: an object or a list, each call looks at what it needs. */
export interface TwitAnswer {
  data: unknown;
  resp: { statusCode: number; headers: Record<string, string | undefined> };
}

/** As twit's documentation describes it. */
export interface Twit {
  get(path: string, params?: object): Promise<TwitAnswer>;
  post(path: string, params?: object): Promise<TwitAnswer>;
  delete(path: string, params?: object): Promise<TwitAnswer>;
  postMediaChunked(
    params: { file_path: string },
    done: (error: Error | undefined, data: { media_id_string: string }) => void,
  ): void;
}

/** What the calls of twit start with. */
export interface TwitContext {
  x: World;
  shop: Twit;
  /** App-only. */
  app: Twit;
  as: (token: { token: string; secret: string }) => Twit;
  newcomer: () => { id: string; username: string };
}

export async function openTwit(x: World): Promise<{ context: TwitContext }> {
  preload(x);
  const TwitClient = loadOld<new (config: object) => Twit>('twit');
  const { sim } = x.simulator;
  const keys = { consumer_key: x.app.consumerKey, consumer_secret: x.app.consumerSecret };
  const as = ({ token, secret }: { token: string; secret: string }) =>
    new TwitClient({ ...keys, access_token: token, access_token_secret: secret });
  let newcomers = 0;
  return {
    context: {
      x,
      shop: as(sim.tokens.issueAccess(x.app.id, x.shop.id, 'read-write-dm', sim.clock.now())),
      app: new TwitClient({ ...keys, app_only_auth: true }),
      as,
      newcomer: () => sim.users.create({ username: `newcomer${++newcomers}` }),
    },
  };
}
