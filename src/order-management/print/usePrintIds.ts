/** The records that a page for paper is about, as its address names them. */
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { mostSheets } from "./printAddress";

/** How many were selected, where that is more than the page shows. */
export function useSelectedInAll(): number | undefined {
  const [search] = useSearchParams();
  const of = Number(search.get("of"));
  return Number.isSafeInteger(of) && of > mostSheets ? of : undefined;
}

export function usePrintIds(parameter: string): number[] {
  const [search] = useSearchParams();
  const text = search.get(parameter) ?? "";
  return useMemo(() => {
    const numbers = text.split(",").map(Number);
    return [...new Set(numbers.filter((id) => Number.isSafeInteger(id) && id > 0))].slice(0, mostSheets);
  }, [text]);
}
