/** What a series is called: "Total · Sum (EUR)". */
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { Series } from "./chartSeries";

export function useSeriesNames(entity: Entity) {
  const t = useText();
  const labelOf = useLabel();
  return ({ aggregate, currency }: Series): string => {
    if (!aggregate) return t("views.chart.count");
    const field = entity.fields.find(({ name }) => name === aggregate.field);
    const name = `${labelOf(field?.label)} · ${t(`views.aggregate.${aggregate.op}`)}`;
    return currency ? `${name} (${currency})` : name;
  };
}
