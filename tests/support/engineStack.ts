/** The stack of the engine's own tests. */
import { engineStackOptions } from "./engineStackOptions";
import { testStack } from "./testStack";

export const { setup, teardown } = testStack("engine", engineStackOptions);
