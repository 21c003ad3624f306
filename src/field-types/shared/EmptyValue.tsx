/** The quiet dash that stands for "no value". */
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";

export function EmptyValue() {
  const t = useText();
  return (
    <Text type="secondary" aria-label={t("workspace.value.empty")} style={{ opacity: 0.5 }}>
      –
    </Text>
  );
}
