/** The test projects: `unit` needs nothing, the others share one real stack (tests/support/globalSetup.ts). */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** A project of tests that talk to the real stack; projects of one group run side by side. */
const serverProject = (name: string, group: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup: ["tests/support/globalSetup.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    sequence: { groupOrder: group },
  },
});

/** Like serverProject, but one file after the other: they start stacks or browsers of their own. */
const serialProject = (name: string, group: number) => {
  const project = serverProject(name, group);
  return {
    ...project,
    test: { ...project.test, fileParallelism: false, testTimeout: 120_000, hookTimeout: 240_000 },
  };
};

export default defineConfig({
  plugins: [react()],
  test: {
    reporters: ["default"],
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
      serverProject("database", 2),
      serverProject("auth", 2),
      serverProject("order-management", 2),
      serialProject("import", 3),
      serialProject("local", 4),
      serialProject("e2e", 5),
    ],
  },
});
