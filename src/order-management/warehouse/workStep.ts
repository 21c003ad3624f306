/** What has to be done next with a sub-order in the warehouse. */
import type { DataRecord } from "../../data/record";

export type WorkStep = "pick" | "pack" | "ship";

export const workSteps: readonly WorkStep[] = ["pick", "pack", "ship"];

/** Undefined when the warehouse has nothing to do with it now. */
export function workStep({ values: { status, picked_at } }: DataRecord): WorkStep | undefined {
  if (status === "packed") return "ship";
  if (status === "released") return "pick";
  if (status === "picking") return picked_at == null ? "pick" : "pack";
  return undefined;
}
