/** How many lines an aggregate takes: amounts of several currencies stand one below the other. */
export const aggregateLines = (value: unknown): number =>
  typeof value === "object" && value !== null ? Object.keys(value).length : 1;
