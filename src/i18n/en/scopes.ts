/** Named conditions, and the versions of the configuration. */
export const scopes = {
  subtitle:
    "Which records somebody reaches, under a name. Used in roles; changed here once, it changes for all of them.",
  name: "Name",
  condition: "Lets through",
  usedBy: "Used by",
  unused: "Not used",
  none: "No conditions yet",
  edit: "Edit {{scope}}",
  deleteButton: "Delete {{scope}}",
  delete: "Delete the condition “{{scope}}”?",
  deleteText: "No role uses it. It can be brought back from Versions.",
  deleted: "Deleted",
  appliesHelp:
    "Its fields are offered below. The condition fits every kind of record that has the same fields.",
};

export const versions = {
  subtitle: "Every change of roles and conditions is kept. Any state can come back.",
  version: "Version",
  number: "No. {{number}}",
  current: "In force",
  author: "By",
  operator: "Set up",
  note: "Note",
  none: "Nothing has been changed yet",
  more: "Show older versions",
  restore: "Restore",
  restoreNumber: "Restore version {{number}}",
  restoreTitle: "Go back to version {{number}}?",
  restoredNote: "Back to version {{number}}",
  restored: "Version {{number}} is in force again.",
};
