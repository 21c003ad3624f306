/** Changes one's own password, knowing the old one. */
import { App, Flex, Typography } from "antd";
import { useText } from "../i18n/useText";
import { NewPasswordForm } from "./NewPasswordForm";

interface AccountPasswordProps {
  email: string;
}

export function AccountPassword({ email }: AccountPasswordProps) {
  const t = useText();
  const { message } = App.useApp();
  return (
    <Flex vertical gap="small" style={{ maxWidth: 400 }}>
      <Typography.Text type="secondary">{t("session.account.passwordText")}</Typography.Text>
      <NewPasswordForm
        currentLabel={t("session.account.currentPassword")}
        email={email}
        submitLabel={t("session.account.change")}
        onDone={() => void message.success(t("session.account.changed"))}
        onRefused={(error) => void message.error(error.message)}
      />
    </Flex>
  );
}
