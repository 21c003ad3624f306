/** Why a change is made, for the list of versions. */
import { Form, Input } from "antd";
import { useText } from "../../i18n/useText";

interface ReviewNoteProps {
  value: string;
  onChange: (note: string) => void;
}

export function ReviewNote({ value, onChange }: ReviewNoteProps) {
  const t = useText();
  return (
    <Form.Item label={t("roles.review.note")} layout="vertical" style={{ marginBottom: 0 }}>
      <Input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={t("roles.review.notePlaceholder")}
        aria-label={t("roles.review.note")}
        maxLength={200}
      />
    </Form.Item>
  );
}
