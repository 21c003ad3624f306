/** The tools of a list on a phone: eight stand in one line of 366 pixels, also when some show a number. */
export const phoneTool = { paddingInline: 12, marginInline: -2 };
