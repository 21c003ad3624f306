/** Sub-orders of several orders in one parcel. */
export const merging = {
  together: "In the same parcel:",
  offer_one: "Ship together",
  offer_other: "Ship together ({{count}})",
  title: "Ship together with {{number}}",
  text: "Same buyer, address and warehouse. They are picked apart, packed into one parcel, and both orders show it.",
  merge: "Ship together",
  done: "They leave in one parcel.",
};
