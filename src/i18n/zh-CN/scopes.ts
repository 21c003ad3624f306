/** Named conditions, and the versions of the configuration. */
export const scopes = {
  subtitle: "以名称保存的记录范围，供角色使用；在这里更改一次，所有使用它的角色都会随之更改。",
  name: "名称",
  condition: "可见范围",
  usedBy: "使用者",
  unused: "未使用",
  none: "还没有条件",
  edit: "编辑{{scope}}",
  deleteButton: "删除{{scope}}",
  delete: "删除条件“{{scope}}”？",
  deleteText: "没有角色使用它。可以从“版本”中恢复。",
  deleted: "已删除",
  appliesHelp: "下方提供它的字段。此条件适用于具有相同字段的所有记录类型。",
};

export const versions = {
  subtitle: "角色和条件的每次更改都会保留，随时可以恢复到任一状态。",
  version: "版本",
  number: "第 {{number}} 版",
  current: "生效中",
  author: "操作人",
  operator: "初始设置",
  note: "备注",
  none: "还没有任何更改",
  more: "显示更早的版本",
  restore: "恢复",
  restoreNumber: "恢复第 {{number}} 版",
  restoreTitle: "恢复到第 {{number}} 版？",
  restoredNote: "恢复到第 {{number}} 版",
  restored: "第 {{number}} 版已重新生效。",
};
