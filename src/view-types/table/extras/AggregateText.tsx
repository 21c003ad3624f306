/** "Sum 1,234": one aggregate in the manner of its field; amounts of several currencies stand side by side. */
import { Tooltip, Typography } from "antd";
import { FieldDisplay } from "../../../field-types/FieldDisplay";
import { useFormat } from "../../../i18n/useFormat";
import { useText } from "../../../i18n/useText";
import type { Field } from "../../../model/snapshot";
import type { AggregateOp } from "../../../model/view";

interface AggregateTextProps {
  field: Field;
  op: AggregateOp;
  value: unknown;
}

export function AggregateText({ field, op, value }: AggregateTextProps) {
  const currencies = typeof value === "object" && value !== null ? Object.entries(value) : undefined;
  if (!currencies) return <AggregateLine {...{ field, op, value }} />;
  return currencies.map(([currency, amount]: [string, unknown]) => (
    <AggregateLine key={currency} {...{ field, op, currency }} value={amount} />
  ));
}

function AggregateLine({ field, op, value, currency }: AggregateTextProps & { currency?: string }) {
  const t = useText();
  return (
    <Tooltip title={t(`views.aggregate.${op}`)}>
      <div style={{ whiteSpace: "nowrap" }}>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {t(`views.aggregateShort.${op}`)}{" "}
        </Typography.Text>
        <AggregateValue {...{ field, op, value, currency }} />
      </div>
    </Tooltip>
  );
}

function AggregateValue({
  field,
  op,
  value,
  currency,
}: AggregateTextProps & { currency?: string | undefined }) {
  const format = useFormat();
  if (op === "filled" || op === "unique") return <>{format.number(Number(value ?? 0))}</>;
  if (currency !== undefined) return <>{format.money(Number(value), currency)}</>;
  const record = { id: "total", values: { [field.name]: value }, titles: {} };
  return <FieldDisplay field={field} record={record} isCompact />;
}
