/** Taking the rows of a list along as a file. */
export const exporting = {
  button: "Export",
  title: "Export {{entity}}",
  format: "File",
  xlsx: "Excel (.xlsx)",
  csv: "CSV (.csv)",
  columns: "Columns",
  rows: "All rows that match the search and filter of this list, not only this page.",
  shown: "The columns shown",
  all_one: "The {{count}} field that your role may export",
  all_other: "All {{count}} fields that your role may export",
  leftOut: "Left out, because your role may not export it: {{fields}}",
  start: "Export",
  progress: "{{read}} of {{total}} rows read",
  done_one: "{{count}} row exported",
  done_other: "{{count}} rows exported",
};
