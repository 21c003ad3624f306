/** The options of a choice: text, colour, order by adding; Enter makes the next one. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Badge, Button, Flex, Input, Select } from "antd";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import { type ChoiceDraft, emptyChoice, namedIn } from "./FieldDraft";

interface ChoicesEditorProps {
  value: ChoiceDraft[];
  onChange: (choices: ChoiceDraft[]) => void;
}

const colors = ["default", "blue", "green", "orange", "red", "purple", "cyan", "magenta", "gold", "lime"];

export function ChoicesEditor({ value, onChange }: ChoicesEditorProps) {
  const t = useText();
  const { language } = useLanguage();
  const change = (index: number, next: Partial<ChoiceDraft>) =>
    onChange(value.map((choice, place) => (place === index ? { ...choice, ...next } : choice)));
  const add = () =>
    onChange([...value, { ...emptyChoice, color: colors[value.length % colors.length] ?? "default" }]);

  return (
    <Flex vertical gap={6}>
      {value.map((choice, index) => (
        <Flex key={choice.value ?? `new ${String(index)}`} gap={6}>
          <Select
            value={choice.color ?? "default"}
            onChange={(color: string) => change(index, { color })}
            options={colors.map((color) => ({ value: color, label: <ColorDot color={color} /> }))}
            aria-label={t("fields.choiceColor", { number: index + 1 })}
            popupMatchSelectWidth={false}
            style={{ flex: "none", width: 64 }}
          />
          <Input
            value={choice.label[language]}
            onChange={(event) =>
              change(index, { label: namedIn(language, choice.label, event.target.value) })
            }
            onPressEnter={(event) => {
              event.preventDefault();
              add();
            }}
            autoFocus={index > 0 && choice.value === undefined}
            placeholder={t("fields.choice", { number: index + 1 })}
            aria-label={t("fields.choice", { number: index + 1 })}
            maxLength={60}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t("fields.removeChoice", { number: index + 1 })}
            onClick={() => onChange(value.filter((_, place) => place !== index))}
          />
        </Flex>
      ))}
      <Button type="dashed" icon={<PlusOutlined />} onClick={add}>
        {t("fields.addChoice")}
      </Button>
    </Flex>
  );
}

function ColorDot({ color }: { color: string }) {
  return color === "default" ? <Badge status="default" /> : <Badge color={color} />;
}
