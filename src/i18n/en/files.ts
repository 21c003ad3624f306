/** Files in fields and of records. */
export const files = {
  tab: "Files",
  mostFiles: "At most so many files",
  largest: "Largest size of each",
  drop: "Drop files here, or choose some",
  limits: "At most {{count}}, up to {{size}} MB each",
  remove: "Remove {{name}}",
  download: "Download {{name}}",
  open: "Open {{name}}",
  uploading: "Uploading {{name}}",
  more: "and {{count}} more",
  tooMany: "At most {{count}} files fit here.",
  empty: "No files yet",
  emptyText: "Contracts, photos, delivery notes: whoever may see this record may see its files.",
  removed: "{{name}} was removed",
  undo: "Undo",
  by: "{{size}} · {{name}}",
};
