import type { XIncludes } from './posts.ts';
import type { XProblem } from './problems.ts';

/** A v2 List: id and name, the others when `list.fields` asks for them. */
export type XList = {
  id: string;
  name: string;
  created_at?: string;
  description?: string;
  follower_count?: number;
  member_count?: number;
  owner_id?: string;
  private?: boolean;
};

export type XListAnswer = { data?: XList; includes?: XIncludes; errors?: XProblem[] };

export type XListPage = {
  data?: XList[];
  includes?: XIncludes;
  errors?: XProblem[];
  meta: { result_count: number; next_token?: string; previous_token?: string };
};
