/** The stack of the browser journeys: what `npm start` gives, built app and demo data included. */
import { resolve } from "node:path";
import { buildSpa } from "../../supabase/local/buildSpa";
import { firstStart } from "../../supabase/local/firstStart";
import { loadDemo } from "../../supabase/order-management/demo/loadDemo";
import { testStack } from "./testStack";

/** Not `dist`, which a running Kontor may be serving meanwhile. */
const spa = resolve("tests/results/spa");

export const { setup, teardown } = testStack("demo", {
  spa,
  fill: async (stack, directory) => {
    await buildSpa({ root: resolve("."), target: spa, signal: new AbortController().signal });
    await firstStart(stack, { directory, loadDemo });
  },
});
