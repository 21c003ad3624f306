/** Many cells of a table at once. */
export const cells = {
  copied: "已复制 {{count}} 个单元格",
  pasted: "已修改 {{count}} 个单元格",
  partly: "已修改 {{written}} 条记录，{{refused}} 条被拒绝",
  nothingChanges: "内容相同，无需修改",
  notAll: "{{count}} 个单元格无法粘贴",
  moreRefused: "……另有 {{count}} 个",
  pasteOthers: "粘贴其余 {{count}} 个单元格",
  cut: "粘贴内容超出表格范围，最后一行和最后一列以外的部分将被忽略。",
  tooMany: "超过 5,000 个单元格，请改用文件导入",
  undo: "撤销",
  undone: "已撤销",
  refused: {
    fixed: "{{record}} · {{field}}：不可修改",
    unreadable: "{{record}} · {{field}}：“{{text}}”不符合要求",
    required: "{{record}} · {{field}}：不能为空",
  },
};
