/** Why an operation on an order was refused; part of the reasons of all errors. */
export const orderReasons = {
  illegal_transition: "An order cannot go from “{{from}}” to “{{to}}”.",
  order_incomplete: "Something is missing on this order; see “Needs attention because”.",
  order_on_hold: "This order is on hold. Release the hold first.",
  needs_approval:
    "This order has to be approved by somebody who may: it is above the limit of its shop, or its customer is blocked.",
  needs_second_person: "Somebody else than the one who entered this order has to approve it.",
  already_shipped: "Part of this order has been shipped. Take it back as a return.",
  not_delivered: "This order has not been delivered yet.",
  return_is_open: "A return of this order is still open.",
  order_is_over: "This order is completed or cancelled.",
  unknown_hold_reason: "Choose why the order is held.",
  not_on_hold: "This order is not on hold.",
  nothing_to_stop: "No work on this sub-order can be stopped: it has not begun, or something was shipped.",
  unknown_canceller: "Choose who cancels.",
  line_is_cancelled: "This line has been cancelled.",
  last_line: "This is all that was ordered. Cancel the order instead.",
  no_difference: "There is no such difference to settle.",
  recipient_is_fixed: "This order is over or on its way; its recipient can no longer change.",
  change_window_closed:
    "Customers may change an order for {{minutes}} minutes after it was confirmed. That time is over.",
  field_not_open: "The shop does not let customers change this.",
};
