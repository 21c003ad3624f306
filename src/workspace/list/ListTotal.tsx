/** How many records match: an estimate for big lists, exact on demand. */
import { Button, Skeleton, Tooltip } from "antd";
import type { Total } from "../../data/record";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";

interface ListTotalProps {
  total: Total;
  isLoading: boolean;
  onCount: () => void;
}

export function ListTotal({ total, isLoading, onCount }: ListTotalProps) {
  const t = useText();
  const format = useFormat();
  if (isLoading) return <Skeleton.Input active size="small" style={{ width: 90, height: 18 }} />;
  if (total.isExact) {
    const figure = format.number(total.value);
    return <Text type="secondary">{t("workspace.footer.exact", { count: total.value, figure })}</Text>;
  }
  return (
    <Tooltip title={t("workspace.footer.countExactly")}>
      <Button type="link" size="small" onClick={onCount} style={{ paddingInline: 0 }}>
        {t("workspace.footer.about", { figure: format.compact(total.value) })}
      </Button>
    </Tooltip>
  );
}
