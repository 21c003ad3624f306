/** Indexes that were made for slow lists, with their size and use. */
import { useEffect } from "react";
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

const everyMs = 3000;

/** Asked again and again while one of them is being built or removed. */
export function useIndexes() {
  const indexes = useConfigQuery("indexes_page", {}, parseIndexes);
  const { answer, refetch } = indexes;
  const isAtWork = answer?.some(({ state }) => state === "building" || state === "removing") ?? false;
  useEffect(() => {
    if (!isAtWork) return;
    const timer = setInterval(() => void refetch(), everyMs);
    return () => clearInterval(timer);
  }, [isAtWork, refetch]);
  return indexes;
}
