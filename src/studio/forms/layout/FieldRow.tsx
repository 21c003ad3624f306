/** A field in the list of a layout: how wide, with which help, or left out. */
import { EyeInvisibleOutlined, EyeOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Flex, Form, Popover, Segmented, Typography } from "antd";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { ColumnCount, LayoutField } from "../../../model/form";
import type { Label } from "../../../model/label";
import type { Field } from "../../../model/snapshot";
import { emptyLabel, isEmptyLabel } from "../../completeLabel";
import { LabelInput } from "../../LabelInput";
import type { FieldItem, LayoutItem } from "./layoutItems";
import { SortableRow } from "./SortableRow";

interface FieldRowProps {
  field: Field;
  item: FieldItem;
  /** Of the section in which it stands. */
  columns: ColumnCount;
  isHidden: boolean;
  onChange: (item: LayoutItem) => void;
  onToggle: () => void;
}

const widths: ColumnCount[] = [1, 2, 3];

export function FieldRow({ field, item, columns, isHidden, onChange, onToggle }: FieldRowProps) {
  const t = useText();
  const labelOf = useLabel();
  const { placed } = item;
  const name = labelOf(field.label);
  const change = (more: Partial<LayoutField>) => onChange({ ...item, placed: { ...placed, ...more } });
  const changeText = (key: "help" | "placeholder", label: Label) => {
    const { [key]: _old, ...others } = placed;
    onChange({ ...item, placed: isEmptyLabel(label) ? others : { ...others, [key]: label } });
  };
  return (
    <SortableRow id={item.id} name={name} style={{ marginInlineStart: 24 }}>
      <Typography.Text ellipsis type={isHidden ? "secondary" : undefined} style={{ flex: 1 }}>
        {name}
      </Typography.Text>
      {!isHidden && columns > 1 && (
        <Segmented<ColumnCount>
          size="small"
          value={Math.min(placed.width ?? 1, columns) === 1 ? 1 : (placed.width ?? 1)}
          options={widths.slice(0, columns).map((width) => ({ value: width, label: "▭".repeat(width) }))}
          onChange={(width) => change({ width })}
          aria-label={t("forms.widthOf", { field: name })}
        />
      )}
      {!isHidden && (
        <Popover
          trigger="click"
          content={
            <Form layout="vertical" component={false}>
              <Flex vertical gap={12} style={{ width: 320 }}>
                <Typography.Text strong>{t("forms.help")}</Typography.Text>
                <LabelInput
                  value={placed.help ?? emptyLabel}
                  onChange={(label) => changeText("help", label)}
                  name={t("forms.help")}
                  maxLength={200}
                />
                <Typography.Text strong>{t("forms.placeholder")}</Typography.Text>
                <LabelInput
                  value={placed.placeholder ?? emptyLabel}
                  onChange={(label) => changeText("placeholder", label)}
                  name={t("forms.placeholder")}
                />
              </Flex>
            </Form>
          }
        >
          <Button
            type="text"
            size="small"
            icon={<QuestionCircleOutlined />}
            aria-label={t("forms.helpOf", { field: name })}
          />
        </Popover>
      )}
      <Button
        type="text"
        size="small"
        icon={isHidden ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        aria-pressed={!isHidden}
        aria-label={t("forms.showField", { field: name })}
        onClick={onToggle}
      />
    </SortableRow>
  );
}
