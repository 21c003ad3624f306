/** A tab or a section in the list of a layout: its name, its columns, and away with it. */
import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { Button, Popover, Segmented, theme, Typography } from "antd";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { ColumnCount } from "../../../model/form";
import { completeLabel, emptyLabel, isEmptyLabel } from "../../completeLabel";
import { LabelInput } from "../../LabelInput";
import type { EndItem, LayoutItem, SectionItem, TabItem } from "./layoutItems";
import { SortableRow } from "./SortableRow";

interface HeadingRowProps {
  item: TabItem | SectionItem | EndItem;
  /** A form has at least one tab. */
  isOnlyTab: boolean;
  onChange: (item: LayoutItem) => void;
  onRemove: () => void;
}

const counts: ColumnCount[] = [1, 2, 3];

export function HeadingRow({ item, isOnlyTab, onChange, onRemove }: HeadingRowProps) {
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  if (item.kind === "rest" || item.kind === "hidden") {
    return (
      <SortableRow id={item.id} name="" isFixed style={{ marginTop: 12 }}>
        <Typography.Text type="secondary" title={t(`forms.${item.kind}Help`)}>
          {t(`forms.${item.kind}`)}
        </Typography.Text>
      </SortableRow>
    );
  }
  const isTab = item.kind === "tab";
  const name = labelOf(item.label ?? undefined) || t("forms.unnamedSection");
  const look = isTab
    ? {
        background: token.colorFillSecondary,
        borderRadius: token.borderRadius,
        marginTop: 8,
        paddingInlineEnd: 4,
      }
    : { marginInlineStart: 12, marginTop: 4 };
  return (
    <SortableRow id={item.id} name={name} isFixed={isTab && isOnlyTab} style={look}>
      {isTab && (
        <Typography.Text type="secondary" style={{ paddingInlineStart: isOnlyTab ? 8 : 0 }}>
          {t("forms.tab")}
        </Typography.Text>
      )}
      <Typography.Text
        strong={item.label !== null}
        type={item.label ? undefined : "secondary"}
        ellipsis
        style={{ flex: 1 }}
      >
        {name}
      </Typography.Text>
      {!isTab && (
        <Segmented<ColumnCount>
          size="small"
          value={item.columns}
          options={counts}
          onChange={(columns) => onChange({ ...item, columns })}
          aria-label={t("forms.columns")}
        />
      )}
      <Popover
        trigger="click"
        content={
          <div style={{ width: 300 }}>
            <LabelInput
              value={item.label ?? emptyLabel}
              onChange={(label) => {
                if (isTab)
                  onChange({ ...item, label: isEmptyLabel(label) ? item.label : completeLabel(label) });
                else onChange({ ...item, label: isEmptyLabel(label) ? null : label });
              }}
              name={t("forms.name")}
              autoFocus
            />
          </div>
        }
      >
        <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("forms.rename", { name })} />
      </Popover>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        disabled={isTab && isOnlyTab}
        aria-label={t("forms.remove", { name })}
        onClick={onRemove}
      />
    </SortableRow>
  );
}
