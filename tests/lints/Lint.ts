/** One rule about the schema: a query that finds what breaks it, and a statement that does break it. */
export interface Lint {
  name: string;
  /** `error` and `security` must not happen; `performance` costs time. */
  level: "error" | "security" | "performance";
  /** One text column; `$1` is the roles for which the API is looked at. */
  finds: string;
  /** Breaks the rule; `{role}` stands for the first of those roles. */
  plant: string;
}

/** Schemas that PostgREST serves, and all that are ours. */
export const exposed = "('public'::regnamespace, 'config'::regnamespace)";
export const ours =
  "('public'::regnamespace, 'config'::regnamespace, 'engine'::regnamespace, 'order_management'::regnamespace)";

/** True when one of the roles may read some column of the table or view `c`. */
export const isReadable =
  "exists (select from unnest($1::text[]) as r where has_any_column_privilege(r, c.oid, 'select'))";

/** Policies of `p` that hold for one of the roles. */
export const concerns =
  "(p.polroles = '{0}' or exists (select from unnest($1::text[]) as r where r::regrole = any (p.polroles)))";
