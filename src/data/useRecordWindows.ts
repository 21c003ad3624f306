/** Some windows of a long list, as they come into sight; those seen before come from memory. */
import { keys } from "@refinedev/core";
import { useQueries } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { ListQuery } from "./ListQuery";
import { readRecords } from "./readRecords";
import type { DataRecord } from "./record";
import { useQueryScope } from "./useQueryScope";
import { useSnapshot } from "./useSnapshot";

interface WindowsQuery extends Pick<ListQuery, "condition" | "search" | "sort" | "fields"> {
  entity: string;
  /** Numbers of the windows in sight, from 0. */
  windows: readonly number[];
  size: number;
}

export interface RecordWindow {
  /** Position of its first record in the list. */
  from: number;
  records: DataRecord[];
}

export function useRecordWindows({ entity, windows, size, ...query }: WindowsQuery): RecordWindow[] {
  const connection = useConnection();
  const scope = useQueryScope();
  const { snapshot } = useSnapshot();
  return useQueries({
    queries: windows.map((window) => ({
      queryKey: keys()
        .data("default")
        .resource(entity)
        .action("list")
        .params({ scope, query, window, size })
        .get(),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<RecordWindow> => {
        const from = window * size;
        if (!snapshot) return { from, records: [] };
        const asked = { ...query, page: window + 1, pageSize: size, count: "none", signal } as const;
        const { records, page } = await readRecords({ connection, snapshot }, entity, asked);
        return { from: (page - 1) * size, records };
      },
      enabled: snapshot !== undefined,
      staleTime: 30_000,
    })),
    combine: windowsHere,
  });
}

/** Outside of the hook, so that the same answers stay the same windows. */
const windowsHere = (answers: { data: RecordWindow | undefined }[]): RecordWindow[] =>
  answers.flatMap(({ data }) => data ?? []);
