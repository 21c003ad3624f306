/** Why records were refused: each reason once, with how many it met. */
import { Typography } from "antd";
import type { DataError } from "../../data/DataError";
import { useText } from "../../i18n/useText";

interface RefusedListProps {
  errors: readonly DataError[];
  /** How many there are; more than the errors at hand when the answer names only the first. */
  count: number;
}

export function RefusedList({ errors, count }: RefusedListProps) {
  const t = useText();
  const counts = new Map<string, number>();
  for (const { message } of errors) counts.set(message, (counts.get(message) ?? 0) + 1);
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {[...counts].slice(0, 8).map(([message, met]) => (
        <li key={message}>
          {message}{" "}
          {count > 1 && <Typography.Text type="secondary">{t("bulk.times", { count: met })}</Typography.Text>}
        </li>
      ))}
    </ul>
  );
}
