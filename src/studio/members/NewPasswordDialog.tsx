/** Gives a member a new first password; his old one and all his sessions end. */
import { Alert, Modal, Typography } from "antd";
import { useState } from "react";
import type { MemberRow } from "../../data/config/membersPage";
import { DataError } from "../../data/DataError";
import { useMembersFunction } from "../../data/useMembersFunction";
import { useText } from "../../i18n/useText";
import { OnceSecret } from "../../ui/OnceSecret";
import { initialPassword } from "./initialPassword";

interface NewPasswordDialogProps {
  member: MemberRow;
  onClose: () => void;
}

export function NewPasswordDialog({ member, onClose }: NewPasswordDialogProps) {
  const t = useText();
  const { run, isRunning } = useMembersFunction();
  const [password, setPassword] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const handleOk = async () => {
    if (password !== undefined) {
      onClose();
      return;
    }
    const made = initialPassword();
    try {
      await run({ change: "set_password", member: member.id, password: made });
      setPassword(made);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  const isDone = password !== undefined;
  return (
    <Modal
      open
      title={t("members.signIn.passwordTitle", { name: member.name })}
      okText={isDone ? t("members.create.handedOver") : t("members.signIn.passwordMake")}
      okButtonProps={{ loading: isRunning }}
      cancelText={t("general.cancel")}
      cancelButtonProps={isDone ? { style: { display: "none" } } : {}}
      closable={!isDone}
      keyboard={!isDone}
      maskClosable={false}
      onOk={() => void handleOk()}
      onCancel={onClose}
    >
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      {isDone ? (
        <OnceSecret
          label={t("members.create.passwordOf", { email: member.email })}
          secret={password}
          note={t("members.create.once")}
        />
      ) : (
        <Typography.Text>{t("members.signIn.passwordText")}</Typography.Text>
      )}
    </Modal>
  );
}
