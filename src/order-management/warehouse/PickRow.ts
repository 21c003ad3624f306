/** One row of a pick list: so many pieces of a SKU in a bin, for a line of a sub-order. */
export interface PickRow {
  sub_order: number;
  fulfillment_no: string;
  status: string;
  is_picked: boolean;
  ship_by: string | null;
  warehouse: string;
  order: number;
  order_no: string;
  recipient: string | null;
  line: number;
  sku: number;
  sku_code: string;
  barcode: string | null;
  name: string;
  spec: string | null;
  bin: string | null;
  qty: number;
}

export const pickKey = ({ line, sku }: Pick<PickRow, "line" | "sku">) => `${String(line)}/${String(sku)}`;
