/** 多个订单合并为一个包裹发货。 */
export const merging = {
  together: "同包裹：",
  offer_other: "合并发货（{{count}}）",
  title: "与 {{number}} 合并发货",
  text: "买家、地址、仓库均相同。分别拣货，装入同一包裹，两个订单都会显示该包裹。",
  merge: "合并发货",
  done: "将装入同一包裹发货。",
};
