/** The stack of most tests: engine and order app, no records. */
import { testStack } from "./testStack";

export const { setup, teardown } = testStack("full");
