/** 首页：等待处理的工作。 */
export const home = {
  title: "我的工作",
  start: "首页",
  overdue_other: "{{number}} 项超时",
  nothing: "暂无待处理事项。",
  done: "全部处理完毕，没有等待您处理的事项。",
  others: "由他人处理",
  due: "截止：{{when}}",
  since: "等待自{{when}}",
  record: "编号 {{id}}",
};
