/** Many cells of a table at once. */
export const cells = {
  copied_one: "{{count}} cell copied",
  copied_other: "{{count}} cells copied",
  pasted_one: "{{count}} cell changed",
  pasted_other: "{{count}} cells changed",
  partly: "{{written}} records changed, {{refused}} refused",
  nothingChanges: "These cells say so already",
  notAll_one: "{{count}} cell cannot take what is pasted",
  notAll_other: "{{count}} cells cannot take what is pasted",
  moreRefused: "… and {{count}} more",
  pasteOthers_one: "Paste the other {{count}} cell",
  pasteOthers_other: "Paste the other {{count}} cells",
  cut: "There are more cells than places here; those beyond the last row and column are left out.",
  tooMany: "More than 5,000 cells: import them as a file instead",
  undo: "Undo",
  undone: "Taken back",
  refused: {
    fixed: "{{record}} · {{field}}: may not be changed",
    unreadable: "{{record}} · {{field}}: “{{text}}” does not fit",
    required: "{{record}} · {{field}}: must not be empty",
  },
};
