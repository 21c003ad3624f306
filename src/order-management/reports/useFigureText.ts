/** Writes a cell of a report the way people read it. */
import { useCallback } from "react";
import { useEntity } from "../../data/useEntity";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { ColumnKind, ReportColumn } from "./reportKinds";
import type { ReportRow } from "./ReportPeriod";

const asText = (value: unknown) =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

const stages = ["paid", "confirmed", "released", "packed", "shipped", "delivered", "completed"] as const;

export function useFigureText(): (column: ReportColumn, row: ReportRow) => string {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const complaints = useEntity("complaints");
  return useCallback(
    ({ name, kind }, row) => {
      const text = asText(row[name]);
      const currency = asText(row["currency"]);
      const amount = (value: string) => format.money(value, currency);
      const writers: Record<ColumnKind, () => string> = {
        text: () => text || t("reports.unmatched"),
        count: () => format.number(text),
        figure: () => format.number(text),
        money: () => amount(text),
        percent: () => (text === "" ? "" : format.percent(Number(text) / 100)),
        hours: () => (text === "" ? "" : t("reports.hoursFigure", { figure: format.number(text) })),
        day: () => format.date(text),
        month: () => text.slice(0, 7),
        moment: () => format.date(text),
        stage: () => {
          const stage = stages.find((one) => one === text);
          return stage ? t(`reports.stages.${stage}`) : text;
        },
        amounts: () => {
          const [from, to] = [asText(row["from_amount"]), asText(row["to_amount"])];
          if (from === "") return t("reports.below", { to: amount(to) });
          return to === ""
            ? t("reports.above", { from: amount(from) })
            : t("reports.between", { from: amount(from), to: amount(to) });
        },
        complaintType: () => {
          const choices = complaints?.fields.find((field) => field.name === "type")?.options.choices;
          return label(choices?.find(({ value }) => value === text)?.label) || text;
        },
      };
      return writers[kind]();
    },
    [t, label, format, complaints],
  );
}
