/** The test projects: `unit` needs nothing, the others talk to a real stack (tests/support/testStack.ts). */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

interface ServerProject {
  name: string;
  /** File in tests/support that starts the stack; absent when each test file starts its own. */
  stack?: string;
  /** Groups run one after the other; projects of one group side by side. */
  group: number;
  /** One file after the other: for tests that start stacks or browsers of their own. */
  isSerial?: boolean;
}

const serverProject = ({ name, stack, group, isSerial = false }: ServerProject) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup: stack ? [`tests/support/${stack}.ts`] : [],
    fileParallelism: !isSerial,
    testTimeout: isSerial ? 120_000 : 30_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
    sequence: { groupOrder: group },
  },
});

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/spa/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          setupFiles: ["tests/support/browserStubs.ts"],
          testTimeout: 15_000,
          sequence: { groupOrder: 1 },
          // One copy of react-router: Vite and Node would otherwise resolve two different builds.
          server: { deps: { inline: [/@refinedev\//, /react-router/] } },
        },
      },
      serverProject({ name: "database", stack: "engineStack", group: 2, isSerial: true }),
      serverProject({ name: "fields", stack: "fieldStack", group: 2, isSerial: true }),
      serverProject({ name: "auth", stack: "fullStack", group: 2 }),
      serverProject({ name: "order-management", stack: "fullStack", group: 2 }),
      serverProject({ name: "import", stack: "fullStack", group: 3, isSerial: true }),
      // Half a million rows: only when asked for by name.
      serverProject({ name: "retail", group: 3, isSerial: true }),
      // A hundred kills of a whole stack: only when asked for by name.
      serverProject({ name: "kills", group: 3, isSerial: true }),
      // Minutes of everybody doing everything at once: only when asked for by name.
      serverProject({ name: "races", stack: "durableStack", group: 3, isSerial: true }),
      serverProject({ name: "oracle", stack: "oracleStack", group: 4, isSerial: true }),
      serverProject({ name: "attacks", stack: "attackStack", group: 5, isSerial: true }),
      serverProject({ name: "lints", stack: "lintStack", group: 5, isSerial: true }),
      serverProject({ name: "local", group: 6, isSerial: true }),
      serverProject({ name: "e2e", stack: "demoStack", group: 7, isSerial: true }),
      serverProject({ name: "transfer", stack: "transferStack", group: 8, isSerial: true }),
    ],
  },
});
