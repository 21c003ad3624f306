/** Hands the widths of the columns to the header cells, which Ant Design's table renders. */
import { createContext } from "react";

export interface ColumnWidthsValue {
  widths: Record<string, number>;
  setWidth: (field: string, width: number) => void;
}

export const ColumnWidths = createContext<ColumnWidthsValue>({ widths: {}, setWidth: () => undefined });
