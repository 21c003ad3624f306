/** The answer of config.drift(): what differs between the configuration and what the database does. */
export const driftProblems = [
  "missing_grant",
  "extra_grant",
  "missing_policy",
  "changed_policy",
  "foreign_policy",
  "row_security_off",
  "missing_trigger",
  "missing_rule",
  "changed_rule",
  "unknown_column",
  "missing_column",
  "wrong_membership",
] as const;
export type DriftProblem = (typeof driftProblems)[number];

export interface DriftFinding {
  /** One of `driftProblems`; a newer database may know more. */
  problem: string;
  role_key: string | null;
  table_name: string | null;
  privilege: string | null;
  /** Name of the column, rule or trigger. */
  object: string | null;
  /** Whether the configuration can take over what was done by hand. */
  can_adopt?: boolean;
}

export const parseDrift = (answer: unknown) => (answer ?? []) as DriftFinding[];
