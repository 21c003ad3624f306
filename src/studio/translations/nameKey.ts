/** Tells one name of the configuration from all others. */
import type { LabelPlace } from "../../model/fieldChange";

export const nameKey = ({ kind, id, path }: LabelPlace): string => [kind, id, ...path].join(" ");
