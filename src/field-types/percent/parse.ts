/** A number in the way that its column writes numbers, with or without a currency or a per cent sign. */
export { parseNumberCell as parse } from "../shared/parseNumberCell";
