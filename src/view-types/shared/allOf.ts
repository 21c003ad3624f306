/** All of these conditions together; those that are not there say nothing. */
import type { Condition } from "../../model/condition";

export const allOf = (...conditions: (Condition | undefined)[]): Condition => ({
  all: conditions.filter((condition) => condition !== undefined),
});
