/** The stack of the attacks: engine and order app, apart from other tests because these disturb everybody. */
import { testStack } from "./testStack";

export const { setup, teardown } = testStack("attack");
