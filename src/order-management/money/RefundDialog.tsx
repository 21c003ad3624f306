/** Asks for money back: so many pieces, shipping, or an amount. The database prices it while it is chosen. */
import { Alert, App, Flex, Input, Modal, Segmented, Skeleton, theme } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import type { DataRecord } from "../../data/record";
import { useOperationQuery } from "../../data/useOperationQuery";
import { useRunOperation } from "../../data/useRunOperation";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { RefundChoice, type Chosen } from "./RefundChoice";
import type { RefundPlan } from "./RefundPlan";
import { RefundSum } from "./RefundSum";

interface RefundDialogProps {
  order: DataRecord;
  onClose: () => void;
}

const nothing: Chosen = { pieces: {}, shipping: 0, amount: null };

export function RefundDialog({ order, onClose }: RefundDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const { token } = theme.useToken();
  const { run } = useRunOperation();
  const [isSending, setSending] = useState(false);
  const [mode, setMode] = useState<"pieces" | "amount">("pieces");
  const [chosen, setChosen] = useState(nothing);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState("");
  const lines = Object.entries(chosen.pieces).flatMap(([line, qty]) =>
    qty > 0 ? [{ line: Number(line), qty }] : [],
  );
  const plan = useOperationQuery<RefundPlan>(
    "plan_refund",
    { order_id: order.id, lines: JSON.stringify(lines), shipping: chosen.shipping },
    // Once it is sent, these pieces are taken, and asking again would be refused.
    { keepsLast: true, isEnabled: !isSending },
  );
  const { answer } = plan;
  const isReady =
    reason.trim() !== "" &&
    (mode === "amount" ? (chosen.amount ?? 0) > 0 : answer?.obstacle === null && !plan.isFetching);

  const ask = async () => {
    setProblem("");
    setSending(true);
    const wanted = mode === "amount" ? { amount: chosen.amount } : { lines, shipping: chosen.shipping };
    try {
      await run({ name: "request_refund", args: { order_id: order.id, reason, ...wanted } });
      onClose();
      void message.success(t("money.asked"));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
      setSending(false);
    }
  };

  return (
    <Modal
      open
      title={t("money.refundTitle")}
      okText={t("money.ask")}
      cancelText={t("general.cancel")}
      okButtonProps={{ disabled: !isReady, loading: isSending }}
      onOk={() => void ask()}
      onCancel={onClose}
    >
      <Flex vertical gap={16}>
        {problem && <Alert type="error" showIcon message={problem} />}
        {plan.error && <ErrorState error={plan.error} />}
        {!answer && !plan.error && <Skeleton active />}
        {answer && (
          <>
            <Segmented
              value={mode}
              onChange={setMode}
              options={[
                { value: "pieces", label: t("money.byPieces") },
                { value: "amount", label: t("money.byAmount") },
              ]}
            />
            <RefundChoice plan={answer} mode={mode} chosen={chosen} onChoose={setChosen} />
            <label>
              {t("money.reason")} <span style={{ color: token.colorError }}>*</span>
              <Input
                value={reason}
                maxLength={500}
                aria-required
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            <RefundSum plan={answer} amount={mode === "amount" ? (chosen.amount ?? 0) : answer.amount} />
          </>
        )}
      </Flex>
    </Modal>
  );
}
