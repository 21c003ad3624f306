/** One packing slip: for whom, and what is inside. No amounts: whoever opens the parcel may not be who paid. */
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Barcode } from "../../ui/Barcode";
import { formatAddress } from "../order-page/formatAddress";
import type { Slip } from "./useSlips";

const partsOfAddress = ["country", "province", "city", "district", "street", "zip"] as const;

export function PackingSlip({ slip: { number, order, lines } }: { slip: Slip }) {
  const t = useText();
  const format = useFormat();
  const { values, titles } = order;
  const textOf = (field: string) => {
    const value = values[field];
    return typeof value === "string" ? value : "";
  };
  const address = formatAddress(
    Object.fromEntries(partsOfAddress.map((part) => [part, textOf(`ship_${part}`)])),
  );
  const pieces = lines.reduce((sum, { qty }) => sum + qty, 0);
  const orderNo = textOf("order_no");
  return (
    <article className="slip" aria-label={number}>
      <header>
        <div>
          <h2>{t("fulfilment.slip.title")}</h2>
          <p>
            {number}
            {orderNo !== number && ` · ${orderNo}`}
          </p>
          <p>{[titles.channel_id, format.date(textOf("placed_at"))].filter(Boolean).join(" · ")}</p>
        </div>
        <Barcode text={number} />
      </header>
      <p>
        <strong>{textOf("ship_name")}</strong> {textOf("ship_phone")}
      </p>
      <p>{address.join("\n")}</p>
      <table>
        <thead>
          <tr>
            <th>{t("fulfilment.slip.code")}</th>
            <th>{t("fulfilment.slip.item")}</th>
            <th className="amount">{t("fulfilment.slip.qty")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td className="code">{line.code}</td>
              <td>{[line.title, line.spec].filter(Boolean).join(" · ")}</td>
              <td className="amount">{format.number(line.qty)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th colSpan={2}>{t("fulfilment.slip.total")}</th>
            <th className="amount">{format.number(pieces)}</th>
          </tr>
        </tfoot>
      </table>
      {textOf("buyer_note") && (
        <p>
          <strong>{t("fulfilment.slip.note")}</strong> {textOf("buyer_note")}
        </p>
      )}
    </article>
  );
}
