/** Money of an order: refunds by pieces or amount. */
export const money = {
  refund: "退款…",
  refundTitle: "申请退款",
  ask: "申请退款",
  asked: "已提交退款申请。",
  byPieces: "按件数",
  byAmount: "按金额",
  amount: "金额",
  piecesOf: "{{title}}的件数",
  of: "共 {{count}}",
  shipping: "运费（最多 {{most}}）",
  reason: "原因",
  left: "还可退 {{left}}",
  waiting: "待打款 {{waiting}}",
  secondPerson: "须由你以外的人批准。",
  obstacle: {
    more_than_paid: "超过已付且未退的金额。",
    more_than_shipping: "超过剩余可退运费。",
  },
};
