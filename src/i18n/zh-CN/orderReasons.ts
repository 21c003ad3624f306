/** Why an operation on an order was refused; part of the reasons of all errors. */
export const orderReasons = {
  illegal_transition: "订单不能从“{{from}}”变为“{{to}}”。",
  order_incomplete: "此订单信息不完整，请查看“待处理原因”。",
  order_on_hold: "此订单已挂起，请先解除挂起。",
  needs_approval: "此订单超过店铺限额或客户在黑名单中，须由有权限的人员审核。",
  needs_second_person: "须由录入人以外的人员审核此订单。",
  already_shipped: "此订单已有部分发货，请按退货处理。",
  not_delivered: "此订单尚未签收。",
  return_is_open: "此订单还有未结的退货。",
  order_is_over: "此订单已完成或已取消。",
  unknown_hold_reason: "请选择挂起原因。",
  not_on_hold: "此订单没有挂起。",
  nothing_to_stop: "此子订单没有可停止的作业：尚未开始，或已有发货。",
  unknown_canceller: "请选择取消方。",
};
