/** Which records of an entity bear one of these titles: keys by title; several share one where people gave it twice. */
import { useCallback } from "react";
import { useConnection } from "./ConnectionContext";
import { readRecords } from "./readRecords";
import { useSnapshot } from "./useSnapshot";

const mostTitles = 200;

export function useKeysOfTitles() {
  const connection = useConnection();
  const { snapshot } = useSnapshot();
  return useCallback(
    async (entityName: string, titles: readonly string[]): Promise<Map<string, string[]>> => {
      const found = new Map<string, string[]>();
      const entity = snapshot?.entities.find(({ name }) => name === entityName);
      if (!snapshot || !entity || titles.length === 0) return found;
      const { records } = await readRecords({ connection, snapshot }, entityName, {
        condition: { field: entity.titleField, op: "in", value: titles.slice(0, mostTitles) },
        fields: [entity.titleField],
        page: 1,
        pageSize: 1000,
        count: "none",
      });
      for (const { id, values, titles: names } of records) {
        const title = names[entity.titleField] ?? values[entity.titleField];
        const text = typeof title === "string" || typeof title === "number" ? String(title) : String(id);
        found.set(text, [...(found.get(text) ?? []), String(id)]);
      }
      return found;
    },
    [connection, snapshot],
  );
}
