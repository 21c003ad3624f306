/** Shown when the app cannot find out where its server is. */
import { Button, Result } from "antd";
import { useText } from "../i18n/useText";

export function MissingSettings() {
  const t = useText();
  return (
    <Result
      status="warning"
      title={t("session.signIn.noSettings")}
      subTitle={t("session.signIn.noSettingsText")}
      extra={<Button onClick={() => window.location.reload()}>{t("general.retry")}</Button>}
    />
  );
}
