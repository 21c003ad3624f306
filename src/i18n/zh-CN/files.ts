/** 字段和记录中的文件。 */
export const files = {
  tab: "文件",
  mostFiles: "最多文件数",
  largest: "单个文件大小上限",
  drop: "将文件拖到这里，或点击选择",
  limits: "最多 {{count}} 个，每个不超过 {{size}} MB",
  remove: "移除 {{name}}",
  download: "下载 {{name}}",
  open: "打开 {{name}}",
  uploading: "正在上传 {{name}}",
  more: "另有 {{count}} 个",
  tooMany: "这里最多放 {{count}} 个文件。",
  empty: "还没有文件",
  emptyText: "合同、照片、送货单：能查看这条记录的人都能查看它的文件。",
  removed: "已移除 {{name}}",
  undo: "撤销",
  by: "{{size}} · {{name}}",
};
