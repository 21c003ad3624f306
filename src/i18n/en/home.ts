/** The first page: what waits for somebody. */
export const home = {
  title: "My work",
  start: "Start",
  overdue_one: "{{number}} overdue",
  overdue_other: "{{number}} overdue",
  nothing: "Nothing waits here.",
  done: "All done. Nothing waits for you.",
  others: "Waits for others",
  due: "due {{when}}",
  since: "since {{when}}",
  record: "No. {{id}}",
};
