/** 需要专门用语的字段类型。 */
export const types = {
  durationHint: "1:30 或 90分",
  mark: { bold: "粗体", italic: "斜体", list: "列表", numbers: "编号列表", link: "链接" },
  write: "编辑",
  preview: "预览",
  numberLooks: "编号样式",
  numberExample: "例如 {{example}}。每条记录都会得到编号，包括已有的记录。",
  prefix: "前缀",
  digits: "位数字",
};
