/** One text in both languages; the reader's own comes first, and stands in for the other while that is empty. */
import { Flex, Input, theme } from "antd";
import { useLanguage } from "../i18n/useLanguage";
import type { Label, Language } from "../model/label";

interface LabelInputProps {
  value: Label;
  onChange: (label: Label) => void;
  /** What is being named, for screen readers. */
  name: string;
  autoFocus?: boolean;
  maxLength?: number;
}

const names: Record<Language, string> = { en: "English", "zh-CN": "中文" };

export function LabelInput({ value, onChange, name, autoFocus = false, maxLength = 80 }: LabelInputProps) {
  const { language } = useLanguage();
  const { token } = theme.useToken();
  const languages: Language[] = language === "en" ? ["en", "zh-CN"] : ["zh-CN", "en"];
  return (
    <Flex vertical gap={8}>
      {languages.map((key, index) => (
        <Flex key={key} gap={8} align="center">
          <span style={{ flex: "none", width: 56, color: token.colorTextSecondary }}>{names[key]}</span>
          <Input
            value={value[key]}
            onChange={(event) => onChange({ ...value, [key]: event.target.value })}
            aria-label={`${name} (${names[key]})`}
            autoFocus={autoFocus && index === 0}
            maxLength={maxLength}
          />
        </Flex>
      ))}
    </Flex>
  );
}
