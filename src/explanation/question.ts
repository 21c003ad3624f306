/** What can be asked about a record. */
export const explainedActions = ["read", "update", "delete"] as const;
export type ExplainedAction = (typeof explainedActions)[number];

export interface Question {
  member: string;
  action: ExplainedAction;
  /** Name of a field; undefined = the whole record. */
  field: string | undefined;
}
