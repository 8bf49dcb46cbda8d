/** A v2 problem, as an answer of its own or as one of `errors[]` beside data. */
export type XProblem = {
  /** `about:blank`, or an address under `https://api.twitter.com/2/problems/` (api.x.com in 2.167). */
  type: string;
  title: string;
  detail?: string;
  status?: number;
  parameter?: string;
  value?: string;
  resource_id?: string;
  resource_type?: string;
  /** Where the thing stands that may not be seen. */
  section?: 'data' | 'includes';
  field?: string;
  reason?: string;
  errors?: { message: string; parameters?: Record<string, string[]> }[];
};

/** The errors of v1.1, /oauth and /oauth2. */
export type XLegacyErrors = { errors: { code: number; message: string; label?: string }[] };

/** The errors of /2/oauth2/token. */
export type XOauth2Error = { error: string; error_description?: string };
