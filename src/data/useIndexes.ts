/** Indexes that were made for slow lists, with their size and use. */
import type { Sort } from "../model/snapshot";
import { useConfigQuery } from "./useConfigQuery";

export interface OwnIndex {
  name: string;
  entity: string;
  columns: Sort[];
  createdAt: string;
  createdBy: string | null;
  state: "building" | "ready" | "failed" | "removing";
  problem: string | null;
  bytes: number | null;
  uses: number;
  lastUse: string | null;
  isUnused: boolean;
}

const parseIndexes = (answer: unknown) => answer as OwnIndex[];

export const useIndexes = () => useConfigQuery("indexes_page", {}, parseIndexes);
