/** The records that a page for paper is about, as its address names them. */
import { useMemo } from "react";
import { useSearchParams } from "react-router";

/** More than fits on a roll of paper, and few enough for one question each. */
export const mostSheets = 200;

export function usePrintIds(parameter: string): number[] {
  const [search] = useSearchParams();
  const text = search.get(parameter) ?? "";
  return useMemo(() => {
    const numbers = text.split(",").map(Number);
    return [...new Set(numbers.filter((id) => Number.isSafeInteger(id) && id > 0))].slice(0, mostSheets);
  }, [text]);
}
