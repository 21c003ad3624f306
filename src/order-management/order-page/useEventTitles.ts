/** Names for the keys in an order's timeline, from the parts of the order that the page has loaded anyway. */
import { useMemo } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { parcelsOf, subOrdersOf } from "./orderParts";
import { useOrderRows } from "./useOrderRows";

/** By field name, then by key. */
export type EventTitles = Map<string, Map<unknown, string>>;

export function useEventTitles(orderId: RecordId): EventTitles {
  const subOrders = useOrderRows(subOrdersOf(orderId)).rows;
  const parcels = useOrderRows(parcelsOf(orderId)).rows;
  return useMemo(() => titlesIn([...subOrders, ...parcels]), [subOrders, parcels]);
}

function titlesIn(rows: DataRecord[]): EventTitles {
  const titles: EventTitles = new Map();
  for (const row of rows) {
    for (const [field, title] of Object.entries(row.titles)) {
      if (title === null) continue;
      const known = titles.get(field) ?? new Map<unknown, string>();
      titles.set(field, known.set(row.values[field], title));
    }
  }
  return titles;
}
