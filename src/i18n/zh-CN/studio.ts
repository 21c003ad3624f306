/** The frame of the studio: its pages and what all of them say. */
export const studio = {
  group: "系统配置",
  refused: "只有具备相应配置权限的人才能打开。",
  pages: {
    roles: "角色",
    scopes: "条件",
    versions: "版本",
  },
};
