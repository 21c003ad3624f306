/** The body of a failed answer of PostgREST, and what the failed request was about. */
import type { Entity } from "../model/snapshot";

export interface PostgrestProblem {
  code?: string;
  message?: string;
  details?: string | null;
  hint?: string | null;
}

/** Gives labels and fields to the message. */
export interface ProblemContext {
  entity?: Entity | undefined;
  entities?: readonly Entity[] | undefined;
}
