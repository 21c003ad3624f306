/** Whether a field holds days, which files write in several orders. */
import type { Field } from "../../model/snapshot";

export const isDay = ({ type }: Field): boolean => type === "date" || type === "datetime";
