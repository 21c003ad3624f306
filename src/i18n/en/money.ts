/** Money of an order: refunds by pieces or amount. */
export const money = {
  refund: "Refund…",
  refundTitle: "Request a refund",
  ask: "Request refund",
  asked: "The refund was requested.",
  byPieces: "Pieces",
  byAmount: "An amount",
  amount: "Amount",
  piecesOf: "Pieces of {{title}}",
  of: "of {{count}}",
  shipping: "Shipping fee (at most {{most}})",
  reason: "Reason",
  left: "{{left}} can still be paid back",
  waiting: "{{waiting}} waits to be paid out",
  secondPerson: "Somebody other than you has to approve this.",
  obstacle: {
    more_than_paid: "That is more than was paid and not refunded yet.",
    more_than_shipping: "That is more than is left of the shipping fee.",
  },
};
