/** The notebook once more, for tests that leave fields and kinds of records behind: every later check would see them. */
import { engineStackOptions } from "./engineStackOptions";
import { testStack } from "./testStack";

export const { setup, teardown } = testStack("fields", engineStackOptions);
