/** Field types that need words of their own. */
export const types = {
  durationHint: "1:30 or 90m",
  mark: { bold: "Bold", italic: "Italic", list: "List", numbers: "Numbered list", link: "Link" },
  write: "Write",
  preview: "Preview",
  numberLooks: "How numbers look",
  numberExample: "For example {{example}}. Every record gets one, those that are there too.",
  prefix: "Prefix",
  digits: "digits",
};
