/** Takes formatted text: buttons put in the signs, and one look shows how it will be read. */
import { Button, Flex, Input, Segmented, Space } from "antd";
import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, useState } from "react";
import { useText } from "../../i18n/useText";
import type { InputProps } from "../FieldType";
import { MarkdownText } from "./MarkdownText";
import { type Mark, withMark } from "./withMark";

const marks = [
  { mark: "bold", Icon: BoldOutlined },
  { mark: "italic", Icon: ItalicOutlined },
  { mark: "list", Icon: UnorderedListOutlined },
  { mark: "numbers", Icon: OrderedListOutlined },
  { mark: "link", Icon: LinkOutlined },
] as const satisfies readonly { mark: Mark; Icon: typeof BoldOutlined }[];

export function RichTextInput({ field, id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  const t = useText();
  const [isPreview, setIsPreview] = useState(false);
  const area = useRef<TextAreaRef>(null);
  const text = typeof value === "string" ? value : "";
  const change = (next: string) => onChange?.(next === "" ? null : next);

  const put = (mark: Mark) => {
    const input = area.current?.resizableTextArea?.textArea;
    if (!input) return;
    const next = withMark(text, mark, { start: input.selectionStart, end: input.selectionEnd });
    change(next.text);
    requestAnimationFrame(() => {
      input.focus();
      input.setSelectionRange(next.start, next.end);
    });
  };

  return (
    <Flex vertical gap={6}>
      <Flex justify="space-between" align="center" wrap gap={6}>
        <Space.Compact size="small">
          {marks.map(({ mark, Icon }) => (
            <Button
              key={mark}
              size="small"
              icon={<Icon />}
              disabled={disabled || isPreview}
              aria-label={t(`types.mark.${mark}`)}
              title={t(`types.mark.${mark}`)}
              onClick={() => put(mark)}
            />
          ))}
        </Space.Compact>
        <Segmented
          size="small"
          value={isPreview ? "preview" : "write"}
          onChange={(look) => setIsPreview(look === "preview")}
          options={[
            { value: "write", label: t("types.write") },
            { value: "preview", label: t("types.preview") },
          ]}
        />
      </Flex>
      {isPreview ? (
        <div style={{ minHeight: 64 }}>
          <MarkdownText text={text} />
        </div>
      ) : (
        <Input.TextArea
          ref={area}
          id={id}
          value={text}
          onChange={(event) => change(event.target.value)}
          maxLength={field.options.max_length}
          autoSize={{ minRows: 3, maxRows: 16 }}
          disabled={disabled}
          autoFocus={autoFocus}
          aria-label={rest["aria-label"]}
        />
      )}
    </Flex>
  );
}
