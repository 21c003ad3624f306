/** Chooses another last day for a reporting login. */
import { Alert, App, Modal } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { BiLogin } from "../../data/config/biLogins";
import { DataError } from "../../data/DataError";
import { useBiLoginActions } from "../../data/useBiLogins";
import { useText } from "../../i18n/useText";
import { ExpiryInput } from "./ExpiryInput";
import { expiryAfter } from "./expiryAfter";

interface ExtendLoginDialogProps {
  login: BiLogin;
  onClose: () => void;
}

const usualDays = 90;

export function ExtendLoginDialog({ login, onClose }: ExtendLoginDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const { extend, isRunning } = useBiLoginActions();
  const [day, setDay] = useState(() => (login.is_expired ? expiryAfter(usualDays) : dayjs(login.expires_at)));
  const [problem, setProblem] = useState<string>();

  const handleOk = async () => {
    try {
      await extend({ id: login.id, expires_at: day.toISOString() });
      void message.success(t("members.logins.extended"));
      onClose();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Modal
      open
      title={t("members.logins.extendTitle", { label: login.label })}
      okText={t("members.logins.extend")}
      cancelText={t("general.cancel")}
      confirmLoading={isRunning}
      onOk={() => void handleOk()}
      onCancel={onClose}
    >
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
      <ExpiryInput value={day} onChange={setDay} />
    </Modal>
  );
}
