/** Shown when the app cannot find out where its server is. */
import { DisconnectOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "../i18n/useText";
import { StateMessage } from "../ui/StateMessage";

export function MissingSettings() {
  const t = useText();
  return (
    <StateMessage
      icon={<DisconnectOutlined />}
      tone="warning"
      title={t("session.signIn.noSettings")}
      text={t("session.signIn.noSettingsText")}
      actions={<Button onClick={() => window.location.reload()}>{t("general.retry")}</Button>}
    />
  );
}
