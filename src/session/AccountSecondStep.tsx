/** Switches two-step verification on or off. */
import { App, Button, Flex, Modal, Skeleton, Typography } from "antd";
import { useState } from "react";
import { DataError } from "../data/DataError";
import { useSecondFactor } from "../data/useSecondFactor";
import { useText } from "../i18n/useText";
import { EnrolSteps } from "./EnrolSteps";

interface AccountSecondStepProps {
  /** The role demands it: it cannot be switched off. */
  isDemanded: boolean;
}

export function AccountSecondStep({ isDemanded }: AccountSecondStepProps) {
  const t = useText();
  const { message, modal } = App.useApp();
  const { factors, isLoading, removeFactor } = useSecondFactor();
  const [isEnrolling, setEnrolling] = useState(false);
  const isOn = factors.length > 0;

  const handleDone = () => {
    setEnrolling(false);
    void message.success(t("session.secondStep.done"));
  };

  const removeAll = async () => {
    try {
      for (const { id } of factors) await removeFactor(id);
    } catch (error) {
      if (error instanceof DataError) void message.error(error.message);
    }
  };

  const handleTurnOff = () =>
    modal.confirm({
      title: t("session.account.turnOffTitle"),
      content: t("session.account.turnOffText"),
      okText: t("session.account.turnOff"),
      okButtonProps: { danger: true },
      onOk: removeAll,
    });

  if (isLoading) return <Skeleton active paragraph={{ rows: 1 }} title={false} />;
  return (
    <Flex vertical gap="small" align="start">
      <span>{isOn ? t("session.account.secondStepOn") : t("session.account.secondStepOff")}</span>
      {isOn && isDemanded && (
        <Typography.Text type="secondary">{t("session.account.secondStepDemanded")}</Typography.Text>
      )}
      {isOn && !isDemanded && (
        <Button danger onClick={handleTurnOff}>
          {t("session.account.turnOff")}
        </Button>
      )}
      {!isOn && <Button onClick={() => setEnrolling(true)}>{t("session.account.turnOn")}</Button>}
      <Modal
        open={isEnrolling}
        onCancel={() => setEnrolling(false)}
        footer={null}
        destroyOnHidden
        width={440}
        title={t("session.secondStep.enrolTitle")}
      >
        <EnrolSteps onDone={handleDone} />
      </Modal>
    </Flex>
  );
}
