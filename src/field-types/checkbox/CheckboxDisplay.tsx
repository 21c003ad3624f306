/** Shows yes as a check mark; no stays quiet in a table. */
import { CheckOutlined } from "@ant-design/icons";
import { useText } from "../../i18n/useText";
import type { DisplayProps } from "../FieldType";
import { Text } from "../../ui/Text";

export function CheckboxDisplay({ value, isCompact }: DisplayProps) {
  const t = useText();
  const text = value === true ? t("general.yes") : t("general.no");
  if (!isCompact) return <span>{text}</span>;
  if (value === true) return <CheckOutlined aria-label={text} title={text} />;
  return (
    <Text type="secondary" title={text} aria-label={text}>
      ·
    </Text>
  );
}
