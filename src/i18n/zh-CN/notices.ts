/** 应用主动通知成员的内容。 */
export const notices = {
  title: "通知",
  choose: "选择要接收的通知",
  nothing: "还没有新通知",
  one: "{{kind}}：{{title}}",
  many: "{{kind}} × {{number}}",
  text: "通知会立即出现在应用内，并且只涉及您能查看的记录。",
};
