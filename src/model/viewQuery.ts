/** The query of an address that opens a saved view as it is at that time. */
export const viewQuery = (id: string) => `?view=${encodeURIComponent(id)}`;
