/** 把列表的记录导出成文件。 */
export const exporting = {
  button: "导出",
  title: "导出{{entity}}",
  format: "文件",
  xlsx: "Excel（.xlsx）",
  csv: "CSV（.csv）",
  columns: "列",
  rows: "导出符合当前搜索和筛选的全部记录，不只是这一页。",
  shown: "当前显示的列",
  all_other: "您的角色可以导出的全部 {{count}} 个字段",
  leftOut: "您的角色不能导出，因此不包含：{{fields}}",
  start: "导出",
  progress: "已读取 {{read}} / {{total}} 行",
  done_other: "已导出 {{count}} 行",
};
