/** What a refund gives back: pieces of each line and shipping, or an amount of the whole order. */
import { Flex, InputNumber } from "antd";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import type { RefundPlan } from "./RefundPlan";

export interface Chosen {
  /** Pieces by the id of their line. */
  pieces: Record<string, number>;
  shipping: number;
  amount: number | null;
}

interface RefundChoiceProps {
  plan: RefundPlan;
  mode: "pieces" | "amount";
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

export function RefundChoice({ plan, mode, chosen, onChoose }: RefundChoiceProps) {
  const t = useText();
  const format = useFormat();
  const money = (amount: number) => format.money(amount, plan.currency);
  const amountInput = {
    min: 0,
    precision: plan.decimals,
    suffix: plan.currency,
    controls: false,
    style: wide,
  };
  if (mode === "amount") {
    return (
      <label>
        {t("money.amount")}
        <InputNumber<number>
          {...amountInput}
          autoFocus
          max={plan.left}
          value={chosen.amount}
          onChange={(amount) => onChoose({ ...chosen, amount })}
        />
      </label>
    );
  }
  return (
    <Flex vertical gap={8}>
      {plan.lines.map(({ line, title, qty_left: most, amount }, index) => (
        <Flex key={line} gap="4px 12px" align="center" wrap>
          <Text style={{ flex: "1 1 160px" }}>{title}</Text>
          <InputNumber<number>
            aria-label={t("money.piecesOf", { title })}
            min={0}
            max={most}
            precision={0}
            disabled={most === 0}
            autoFocus={index === 0}
            value={chosen.pieces[line] ?? 0}
            onChange={(qty) => onChoose({ ...chosen, pieces: { ...chosen.pieces, [line]: qty ?? 0 } })}
            style={{ width: 76 }}
          />
          <Text type="secondary" style={{ width: 56 }}>
            {t("money.of", { count: most })}
          </Text>
          <Text className="tabular" style={{ width: 92, textAlign: "right", marginLeft: "auto" }}>
            {money(amount)}
          </Text>
        </Flex>
      ))}
      {plan.shipping_left > 0 && (
        <label>
          {t("money.shipping", { most: money(plan.shipping_left) })}
          <InputNumber<number>
            {...amountInput}
            max={plan.shipping_left}
            value={chosen.shipping}
            onChange={(shipping) => onChoose({ ...chosen, shipping: shipping ?? 0 })}
          />
        </label>
      )}
    </Flex>
  );
}

const wide = { width: "100%" };
