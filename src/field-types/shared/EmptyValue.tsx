/** The quiet dash that stands for "no value". */
import { Typography } from "antd";
import { useText } from "../../i18n/useText";

export function EmptyValue() {
  const t = useText();
  return (
    <Typography.Text type="secondary" aria-label={t("workspace.value.empty")} style={{ opacity: 0.5 }}>
      –
    </Typography.Text>
  );
}
