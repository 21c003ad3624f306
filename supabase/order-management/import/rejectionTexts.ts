/** Why a row was rejected, in words. */
import type { Bilingual } from "./ImportError";

export interface Rejection {
  reason: string;
  /** The text that could not be used, or what the database said. */
  value: string;
  /** The row that kept the rest of its order out. */
  row: string;
}

type Text = (rejection: Rejection) => Bilingual;

const texts: Record<string, Text> = {
  wrong_cell_count: ({ value }) => ({
    en: `The row has ${value} cells, not as many as the header`,
    zh: `该行有 ${value} 个单元格，与表头列数不符`,
  }),
  missing_order_no: () => ({ en: "The order number is missing", zh: "缺少订单号" }),
  missing_sku: () => ({ en: "The SKU is missing", zh: "缺少 SKU" }),
  bad_quantity: ({ value }) => ({
    en: `The quantity "${value}" is not a whole number`,
    zh: `数量“${value}”不是整数`,
  }),
  zero_quantity: () => ({ en: "The quantity is zero", zh: "数量为零" }),
  bad_price: ({ value }) => ({ en: `The price "${value}" is not an amount`, zh: `单价“${value}”不是金额` }),
  bad_date: ({ value }) => ({ en: `"${value}" is not a date`, zh: `“${value}”不是日期` }),
  bad_paid_date: ({ value }) => ({
    en: `Payment time "${value}" is not a date`,
    zh: `付款时间“${value}”不是日期`,
  }),
  code_too_long: () => ({
    en: "Order number, SKU or buyer has more than 100 characters",
    zh: "订单号、SKU 或买家账号超过 100 个字符",
  }),
  credit_with_positive_quantity: () => ({
    en: "A credit must have a negative quantity",
    zh: "冲销行的数量必须为负",
  }),
  several_buyers: () => ({
    en: "The rows of this order name different buyers",
    zh: "同一订单的各行买家不同",
  }),
  incomplete_order: ({ row }) => ({
    en: `Row ${row} of the same order was rejected; an order is imported whole or not at all`,
    zh: `同一订单的第 ${row} 行被拒绝；订单必须整单导入`,
  }),
  order_differs: ({ value }) => ({
    en: `The order exists as ${value} with other lines; it was not changed`,
    zh: `订单已存在（${value}）且明细不同，未作更改`,
  }),
  credit_differs: ({ value }) => ({
    en: `The credit ${value} exists with other lines; it was not changed`,
    zh: `冲销单 ${value} 已存在且明细不同，未作更改`,
  }),
  refused_by_database: ({ value }) => ({
    en: `The database refused it: ${value}`,
    zh: `数据库拒绝：${value}`,
  }),
};

export function rejectionText(rejection: Rejection): Bilingual {
  return texts[rejection.reason]?.(rejection) ?? { en: rejection.reason, zh: rejection.reason };
}
