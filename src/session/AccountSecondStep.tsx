/** Two-step verification: the authenticator apps that one has, a second one in reserve, and the way back without any. */
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { App, Button, Flex, Modal, Skeleton, Typography } from "antd";
import { useState } from "react";
import { DataError } from "../data/DataError";
import { useSecondFactor } from "../data/useSecondFactor";
import { useFormat } from "../i18n/useFormat";
import { useText } from "../i18n/useText";
import { EnrolSteps } from "./EnrolSteps";

interface AccountSecondStepProps {
  /** The role demands it: it cannot be switched off. */
  isDemanded: boolean;
}

export function AccountSecondStep({ isDemanded }: AccountSecondStepProps) {
  const t = useText();
  const format = useFormat();
  const { message, modal } = App.useApp();
  const { factors, isLoading, removeFactor } = useSecondFactor();
  const [isEnrolling, setEnrolling] = useState(false);
  const isOn = factors.length > 0;
  const isLast = factors.length === 1;

  const handleDone = () => {
    setEnrolling(false);
    void message.success(t("session.secondStep.done"));
  };

  const remove = async (id: string) => {
    try {
      await removeFactor(id);
    } catch (error) {
      if (error instanceof DataError) void message.error(error.message);
      else throw error;
    }
  };
  const handleRemove = (id: string) =>
    modal.confirm({
      title: t(isLast ? "session.account.turnOffTitle" : "session.account.removeAppTitle"),
      content: t(isLast ? "session.account.turnOffText" : "session.account.removeAppText"),
      okText: t(isLast ? "session.account.turnOff" : "session.account.removeApp"),
      okButtonProps: { danger: true },
      cancelText: t("general.cancel"),
      onOk: () => remove(id),
    });

  if (isLoading) return <Skeleton active paragraph={{ rows: 1 }} title={false} />;
  return (
    <Flex vertical gap="small" align="start">
      <span>{isOn ? t("session.account.secondStepOn") : t("session.account.secondStepOff")}</span>
      {factors.map(({ id, addedAt }) => (
        <Flex key={id} gap={12} align="center" wrap>
          <SafetyCertificateOutlined style={{ fontSize: 18 }} />
          <span>{t("session.account.appSince", { date: format.date(addedAt) })}</span>
          {!(isLast && isDemanded) && (
            <Button size="small" danger onClick={() => handleRemove(id)}>
              {t(isLast ? "session.account.turnOff" : "session.account.removeApp")}
            </Button>
          )}
        </Flex>
      ))}
      {isOn && isDemanded && (
        <Typography.Text type="secondary">{t("session.account.secondStepDemanded")}</Typography.Text>
      )}
      {isOn && <Typography.Text type="secondary">{t("session.account.recovery")}</Typography.Text>}
      <Button onClick={() => setEnrolling(true)}>
        {t(isOn ? "session.account.addApp" : "session.account.turnOn")}
      </Button>
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
