/** Words used everywhere. */
export const general = {
  appName: "Kontor",
  save: "保存",
  cancel: "取消",
  delete: "删除",
  edit: "编辑",
  retry: "重试",
  reload: "重新加载",
  loading: "加载中",
  yes: "是",
  no: "否",
  more: "更多",
  copy: "复制",
  copied: "已复制",
};
