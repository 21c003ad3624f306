/** The outcome of an import in words, English and Chinese side by side. */
import type { Batch } from "./Batch";
import type { RejectionCount } from "./countRejections";
import { rejectionText } from "./rejectionTexts";

function figure(label: string, value: number | string): string {
  return `  ${label}: ${typeof value === "number" ? value.toLocaleString("en") : value}`;
}

function money(amount: string): string {
  return Number(amount).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}

export function describeBatch(batch: Batch): string[] {
  const imported = batch.created_count + batch.updated_count + batch.unchanged_count;
  return [
    figure("Rows | 行数", batch.row_count),
    figure("Imported | 已导入", imported),
    figure("  created | 新建", batch.created_count),
    figure("  updated | 更新", batch.updated_count),
    figure("  unchanged | 未变", batch.unchanged_count),
    figure("Rejected | 已拒绝", batch.rejected_count),
    figure("Order numbers | 单号数", batch.order_no_count),
    figure("  of which credits | 其中冲销单", batch.credit_no_count),
    figure("Sum of quantity x price | 数量×单价合计", money(batch.signed_sum)),
  ];
}

export function describeRejections(rejections: RejectionCount[]): string[] {
  return rejections.flatMap((each) => {
    const { en, zh } = rejectionText(each);
    const count = each.count.toLocaleString("en");
    return [
      `  ${count} × ${each.reason} (first: row ${each.first} | 首行：${each.first})`,
      `      ${en} | ${zh}`,
    ];
  });
}
