/** A cell as it is, when it is not too long. */
export { parseTextCell as parse } from "../shared/parseTextCell";
