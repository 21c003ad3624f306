/** Findings that are meant, each with its reason. */

export interface Allowed {
  lint: RegExp;
  finding: RegExp;
  reason: string;
}

export const allowed: Allowed[] = [
  {
    lint: /^0024 rls_policy_always_true/,
    finding: /^\w+: (admin|manager|customer_service|finance|warehouse) may (create|update|delete) \w+$/,
    reason:
      "The configuration gives these roles all rows, and only literally `true` keeps the planner from giving up indexes. " +
      "Column grants limit what they write; config.drift() finds every policy that the configuration does not ask for.",
  },
  {
    lint: /^0028 0029 security_definer_function_executable/,
    finding: /^config\.\w+\(/,
    reason:
      "The studio's functions check the caller's right themselves, because nobody may read the tables of configuration. " +
      "The attack tests call every one of them without the right.",
  },
  {
    lint: /^0003 auth_rls_initplan/,
    finding: /^\w+: warehouse may \w+ \w+$/,
    reason:
      "The set that pre_request wrote down is read as a setting on purpose: inside a select the planner could not look " +
      "into it, and a page of 25 orders took 234 ms instead of 0.6.",
  },
  {
    lint: /^every function of a policy is asked once per statement/,
    finding: /^storage\.objects: Members (read|upload|take back) /,
    reason:
      "Whether a member may have a file depends on the file. His role, which does not, is asked once per statement.",
  },
];
