/** A first password: made up already, yet free to change. */
import { ReloadOutlined } from "@ant-design/icons";
import { Button, Input, Space } from "antd";
import { useText } from "../../i18n/useText";
import { initialPassword } from "./initialPassword";

interface InitialPasswordInputProps {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

export function InitialPasswordInput({ id, value, onChange }: InitialPasswordInputProps) {
  const t = useText();
  return (
    <Space.Compact block>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        style={{ fontFamily: "monospace" }}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Button
        icon={<ReloadOutlined />}
        aria-label={t("members.create.another")}
        title={t("members.create.another")}
        onClick={() => onChange?.(initialPassword())}
      />
    </Space.Compact>
  );
}
