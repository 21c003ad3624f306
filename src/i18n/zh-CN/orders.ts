/** Screens of order management. */
export const orders = {
  money: "金额",
  product: "商品",
  noLines: "此订单还没有明细",
  fulfilment: "子订单与包裹",
  noParcels: "尚未分配仓库。",
  moreTracking_one: "完整轨迹（{{count}} 条）",
  moreTracking_other: "完整轨迹（{{count}} 条）",
  lessTracking: "只看最新一条",
  noPayments: "还没有收款。",
  recipient: "收货信息",
  noAddress: "还没有地址。",
  notes: "备注",
  noEvents: "还没有动态。",
  change: "变更",
  moreEvents: "显示更早的动态",
  system: "系统自动",
};
