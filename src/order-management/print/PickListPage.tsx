/** The pick list of a selection of sub-orders, bin by bin: /print/pick-list?ids=… */
import { useOperationQuery } from "../../data/useOperationQuery";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { type PickRow, pickKey } from "../warehouse/PickRow";
import { PrintGate, PrintPage } from "./PrintPage";
import { usePrintIds } from "./usePrintIds";

export const PickListPage = () => (
  <PrintGate>
    <PickList />
  </PrintGate>
);

function PickList() {
  const t = useText();
  const format = useFormat();
  const ids = usePrintIds("ids");
  const { answer = [], isLoading, error } = useOperationQuery<PickRow[]>("pick_list", { sub_order_ids: ids });
  return (
    <PrintPage
      title={t("fulfilment.pickList.title")}
      count={t("fulfilment.pickList.count", { count: answer.length })}
      isLoading={isLoading}
      error={error}
    >
      <section className="slip">
        <header>
          <h2>{[...new Set(answer.map(({ warehouse }) => warehouse))].join(" · ")}</h2>
        </header>
        <table>
          <thead>
            <tr>
              <th>{t("fulfilment.pickList.bin")}</th>
              <th>{t("fulfilment.slip.code")}</th>
              <th>{t("fulfilment.slip.item")}</th>
              <th>{t("fulfilment.pickList.for")}</th>
              <th className="amount">{t("fulfilment.slip.qty")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.map((row) => (
              <tr key={pickKey(row)}>
                <td className="code">{row.bin}</td>
                <td className="code">{row.sku_code}</td>
                <td>{[row.name, row.spec].filter(Boolean).join(" · ")}</td>
                <td className="code">{row.fulfillment_no}</td>
                <td className="amount">{format.number(row.qty)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </PrintPage>
  );
}
