/** The latest batches: one's own, or everybody's with the right to read the change log. */
import { parseBatches } from "./config/batches";
import { useConfigQuery } from "./useConfigQuery";

const newest = { p_limit: 100 };

export const useBatches = () => useConfigQuery({ name: "recent_batches", isGet: true }, newest, parseBatches);
