/** The frame around every page: navigation, top bar, states, shortcuts. */
export const shell = {
  state: {
    refusedTitle: "您无权打开此页",
    missingTitle: "未找到",
    failedTitle: "操作未成功",
    offlineTitle: "无法连接",
    askAdmin: "您当前的角色是“{{role}}”。如有需要，请联系管理员。",
    goHome: "返回首页",
  },
  unsaved: {
    title: "不保存就离开？",
    text: "您在此处的更改尚未保存，离开后将丢失。",
    leave: "离开",
    stay: "留在此页",
  },
};
