/** The frame of the studio: its pages and what all of them say. */
export const studio = {
  group: "Configuration",
  refused: "Only those who may configure this can open it.",
  pages: {
    roles: "Roles",
    scopes: "Conditions",
    versions: "Versions",
  },
  viewsOf: "Views of {{name}}",
  addedView: "New view: {{view}}",
  removedView: "View removed: {{view}}",
  changedView: "View changed: {{view}}",
};
