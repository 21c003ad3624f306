/** Screens of order management. */
export const orders = {
  money: "Amounts",
  product: "Product",
  noLines: "This order has no lines yet",
  fulfilment: "Sub-orders and parcels",
  noParcels: "Not assigned to a warehouse yet.",
  moreTracking_one: "Whole way ({{count}} step)",
  moreTracking_other: "Whole way ({{count}} steps)",
  lessTracking: "Last step only",
  noPayments: "No payment yet.",
  recipient: "Recipient",
  noAddress: "No address yet.",
  notes: "Notes",
  noEvents: "Nothing has happened yet.",
  change: "Change",
  moreEvents: "Show older events",
  system: "automatic",
};
