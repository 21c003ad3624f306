/** A whole number. */
export { parseWholeCell as parse } from "../shared/parseNumberCell";
