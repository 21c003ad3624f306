/** Many cells of a table at once. */
export const cells = {
  copied_one: "{{count}} cell copied",
  copied_other: "{{count}} cells copied",
};
