/** Takes what a scanner types, which ends with Enter; stays ready for the next code. */
import { ScanOutlined } from "@ant-design/icons";
import Input from "antd/es/input/Input";
import { useState } from "react";

interface ScanInputProps {
  label: string;
  onScan: (code: string) => void;
}

export function ScanInput({ label, onScan }: ScanInputProps) {
  const [code, setCode] = useState("");
  const scan = () => {
    if (code.trim()) onScan(code.trim());
    setCode("");
  };
  return (
    <Input
      size="large"
      prefix={<ScanOutlined />}
      autoFocus
      autoComplete="off"
      enterKeyHint="done"
      placeholder={label}
      aria-label={label}
      value={code}
      onChange={(event) => setCode(event.target.value)}
      onPressEnter={scan}
    />
  );
}
