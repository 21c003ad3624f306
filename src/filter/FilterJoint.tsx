/** The word before a filter row: "where", then "and" or "or", chosen once for the whole group. */
import { Select, Typography } from "antd";
import { useText } from "../i18n/useText";

interface FilterJointProps {
  index: number;
  match: "all" | "any";
  onChange: (match: "all" | "any") => void;
}

export function FilterJoint({ index, match, onChange }: FilterJointProps) {
  const t = useText();
  const words = { all: t("workspace.filter.and"), any: t("workspace.filter.or") };
  if (index === 1) {
    return (
      <Select
        value={match}
        onChange={onChange}
        options={[
          { value: "all" as const, label: words.all },
          { value: "any" as const, label: words.any },
        ]}
        aria-label={t("workspace.filter.match")}
        style={{ width: 76 }}
      />
    );
  }
  return (
    <Typography.Text type="secondary" style={{ width: 76, padding: "4px 11px" }}>
      {index === 0 ? t("workspace.filter.where") : words[match]}
    </Typography.Text>
  );
}
