/** 某 SKU 在某仓库的库存页。 */
export const stockPage = {
  movements: "库存流水",
  reservations: "占用明细",
  noMovements: "暂无出入库记录。",
  noReservations: "暂无占用。",
  more: "显示更多",
  low: "低于安全库存 {{number}}",
};
