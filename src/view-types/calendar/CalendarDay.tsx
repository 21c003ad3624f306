/** One day of a calendar: the first records on it, and a way to see the others. */
import { Button, Flex, Popover, theme, Typography } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import type { ViewProps } from "../ViewType";

interface CalendarDayProps {
  view: ViewProps;
  day: string;
  records: DataRecord[];
  /** How many records find a place. */
  room: number;
  isToday: boolean;
  isOutside: boolean;
}

export function CalendarDay({ view, day, records, room, isToday, isOutside }: CalendarDayProps) {
  const t = useText();
  const format = useFormat();
  const isPhone = useIsPhone();
  const { token } = theme.useToken();
  const others = records.length - room;
  const all = (
    <Flex vertical gap={4} style={{ width: 240, maxHeight: 320, overflowY: "auto" }}>
      {records.map((record) => (
        <CalendarChip key={record.id} {...{ view, record }} />
      ))}
    </Flex>
  );

  return (
    <div
      role="gridcell"
      aria-label={format.date(day)}
      style={{
        display: "flex",
        flexDirection: "column",
        gap: 2,
        minHeight: 0,
        overflow: "hidden",
        padding: 4,
        borderTop: `1px solid ${token.colorBorderSecondary}`,
        borderInlineEnd: `1px solid ${token.colorBorderSecondary}`,
        background: isOutside ? token.colorFillQuaternary : undefined,
      }}
    >
      <Typography.Text strong={isToday} type={isOutside ? "secondary" : undefined} style={{ fontSize: 12 }}>
        <span
          style={isToday ? { ...dot, background: token.colorPrimary, color: token.colorWhite } : undefined}
        >
          {Number(day.slice(-2))}
        </span>
      </Typography.Text>
      {records.slice(0, room).map((record) => (
        <CalendarChip key={record.id} {...{ view, record }} />
      ))}
      {others > 0 && (
        <Popover trigger="click" title={format.date(day)} content={all}>
          <Button type="link" size="small" style={{ alignSelf: "flex-start", height: 20, paddingInline: 4 }}>
            {isPhone ? `+${others}` : t("views.moreThatDay", { count: others })}
          </Button>
        </Popover>
      )}
    </div>
  );
}

function CalendarChip({ view, record }: { view: ViewProps; record: DataRecord }) {
  const { token } = theme.useToken();
  const [title] = view.fields;
  return (
    <button
      type="button"
      onClick={() => view.onOpen(record)}
      style={{
        ...chip,
        background: record.id === view.activeId ? token.colorPrimaryBgHover : token.colorPrimaryBg,
        color: token.colorText,
        borderRadius: token.borderRadiusSM,
      }}
    >
      {title && <FieldDisplay field={title} record={record} isCompact />}
    </button>
  );
}

const chip = {
  border: 0,
  font: "inherit",
  fontSize: 12,
  lineHeight: "22px",
  padding: "1px 6px",
  textAlign: "start",
  cursor: "pointer",
  whiteSpace: "nowrap",
  overflow: "hidden",
  textOverflow: "ellipsis",
  flex: "none",
} as const;

const dot = { display: "inline-block", minWidth: 18, textAlign: "center", borderRadius: 9 } as const;
