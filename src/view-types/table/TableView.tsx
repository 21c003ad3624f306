/** Records as a table; on a narrow screen as cards. */
import { Grid } from "antd";
import type { ViewProps } from "../ViewType";
import { RecordCards } from "./RecordCards";
import { RecordTable } from "./RecordTable";

export function TableView(props: ViewProps) {
  const { md } = Grid.useBreakpoint();
  // Before the first measurement every breakpoint is undefined; a table is the likelier guess.
  return md === false ? <RecordCards {...props} /> : <RecordTable {...props} />;
}
