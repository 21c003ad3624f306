/** The stack from which a configuration is carried away: engine, order app and the built pages, no records. */
import { resolve } from "node:path";
import { buildSpa } from "../../supabase/local/buildSpa";
import { testStack } from "./testStack";

/** Not `dist`, which a running Kontor may be serving meanwhile. */
export const builtPages = resolve("tests/results/spa");

export const { setup, teardown } = testStack("transfer", {
  spa: builtPages,
  fill: async () => {
    await buildSpa({ root: resolve("."), target: builtPages, signal: new AbortController().signal });
  },
});
