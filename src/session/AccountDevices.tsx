/** Ends one's sessions on every device. */
import { App, Button, Flex, Typography } from "antd";
import { DataError } from "../data/DataError";
import { useSignOut } from "../data/useSignOut";
import { useText } from "../i18n/useText";

export function AccountDevices() {
  const t = useText();
  const { message, modal } = App.useApp();
  const signOut = useSignOut();

  const endAll = async () => {
    try {
      await signOut({ everywhere: true });
    } catch (error) {
      if (error instanceof DataError) void message.error(error.message);
    }
  };

  const handleClick = () =>
    modal.confirm({
      title: t("session.account.signOutEverywhereTitle"),
      content: t("session.account.signOutEverywhereText"),
      okText: t("session.account.signOutEverywhere"),
      onOk: endAll,
    });

  return (
    <Flex vertical gap="small" align="start">
      <Typography.Text type="secondary">{t("session.account.devicesText")}</Typography.Text>
      <Button onClick={handleClick}>{t("session.account.signOutEverywhere")}</Button>
    </Flex>
  );
}
