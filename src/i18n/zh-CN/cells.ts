/** Many cells of a table at once. */
export const cells = {
  copied: "已复制 {{count}} 个单元格",
};
