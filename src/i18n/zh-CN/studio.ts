/** The frame of the studio: its pages and what all of them say. */
export const studio = {
  group: "系统配置",
  refused: "只有具备相应配置权限的人才能打开。",
  pages: {
    roles: "角色",
    scopes: "条件",
    versions: "版本",
  },
  viewsOf: "“{{name}}”的视图",
  addedView: "新视图：{{view}}",
  removedView: "已删除视图：{{view}}",
  changedView: "已修改视图：{{view}}",
};
