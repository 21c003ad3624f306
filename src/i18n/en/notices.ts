/** What members are told by the app itself. */
export const notices = {
  title: "Notifications",
  choose: "Choose what you are told",
  nothing: "Nothing new yet",
  one: "{{kind}}: {{title}}",
  many: "{{kind}} × {{number}}",
  text: "You are told in the app, at once and only of records that you may see.",
};
