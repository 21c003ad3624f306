/** A card with rows that belong to an order; not there when there are none, or the role may not read them. */
import { Card } from "antd";
import { Link } from "react-router";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { recordAddress } from "../../workspace/record/recordAddress";
import { PartProblem } from "./PartProblem";
import { RowsTable } from "./RowsTable";
import { RowTools } from "./RowTools";
import { type OrderRowsQuery, useOrderRows } from "./useOrderRows";

export function RowsCard({ query }: { query: OrderRowsQuery }) {
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const { entity, fields, rows, error } = useOrderRows(query);
  const [first, ...others] = fields;
  if (!entity || !first || (rows.length === 0 && !error)) return null;

  const hasTools = snapshot?.operations.some((offered) => offered.entity === entity.name && offered.screen);
  // A column of nothing, or of nothing but zeros, would only push the others out of sight.
  const isFilled = (name: string) =>
    rows.some((row) => ![null, undefined, "", 0].some((none) => none === row.values[name]));
  return (
    <Card size="small" title={label(entity.label)} styles={{ body: { padding: 0 } }}>
      <PartProblem error={error} />
      <RowsTable
        fields={others.filter(({ name }) => isFilled(name))}
        rows={rows}
        {...(hasTools && { tools: (row) => <RowTools entity={entity} row={row} /> })}
        extra={[
          {
            key: first.name,
            title: label(first.label),
            render: (_value, row) => (
              <Link to={recordAddress(entity.name, row.id)} style={{ whiteSpace: "nowrap" }}>
                <FieldDisplay field={first} record={row} isCompact />
              </Link>
            ),
          },
        ]}
      />
    </Card>
  );
}
