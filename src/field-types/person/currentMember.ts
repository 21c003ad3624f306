/** Stands in a person filter for whoever looks at the list. */
export const currentMember = "me";
