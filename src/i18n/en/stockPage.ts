/** The page of a balance: one SKU in one warehouse. */
export const stockPage = {
  movements: "Movements",
  reservations: "Reserved for",
  noMovements: "Nothing has come or gone yet.",
  noReservations: "Nothing is reserved.",
  more: "Show more",
  low: "Below the safety stock of {{number}}",
};
