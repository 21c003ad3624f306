/** How a column writes days or numbers, where it can be read in several ways. */
import { Select } from "antd";
import type { DateOrder } from "../../field-types/CellParser";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { isDay } from "./isDay";
import type { ColumnInfo } from "./read/ImportTable";

interface ColumnStyleSelectProps {
  label: string;
  column: ColumnInfo;
  field: Field;
  dateOrder: DateOrder | undefined;
  decimal: "." | "," | undefined;
  onDateOrder: (order: DateOrder) => void;
  onDecimal: (sign: "." | ",") => void;
}

const numbers: readonly Field["type"][] = ["decimal", "money", "percent", "integer"];

export function ColumnStyleSelect({ label, column, field, ...choice }: ColumnStyleSelectProps) {
  const t = useText();
  const { style } = column;
  if (isDay(field) && (style.isOrderOpen || style.dateOrder)) {
    return (
      <Select<DateOrder>
        aria-label={label}
        value={choice.dateOrder ?? style.dateOrder ?? null}
        placeholder={t("import.chooseOrder")}
        status={choice.dateOrder || style.dateOrder ? "" : "error"}
        onChange={choice.onDateOrder}
        style={{ width: "100%" }}
        options={[
          { value: "dmy", label: t("import.dmy") },
          { value: "mdy", label: t("import.mdy") },
        ]}
      />
    );
  }
  const isNumber = numbers.includes(field.type);
  if (!isNumber || !(style.isDecimalOpen || style.decimal === ",")) return null;
  return (
    <Select<"." | ",">
      aria-label={label}
      value={choice.decimal ?? style.decimal}
      onChange={choice.onDecimal}
      style={{ width: "100%" }}
      options={[
        { value: ".", label: "1,234.56" },
        { value: ",", label: "1.234,56" },
      ]}
    />
  );
}
