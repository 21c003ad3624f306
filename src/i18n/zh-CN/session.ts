/** placeholder */
export const session = {};
