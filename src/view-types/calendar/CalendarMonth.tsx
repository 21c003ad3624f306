/** The grid of a month: a cell per day with the records on it. */
import { theme } from "antd";
import dayjs from "dayjs";
import type { DataRecord } from "../../data/record";
import { useLanguage } from "../../i18n/useLanguage";
import type { ViewProps } from "../ViewType";
import { CalendarDay } from "./CalendarDay";

interface CalendarMonthProps {
  view: ViewProps;
  month: string;
  days: readonly string[];
  today: string;
  placed: ReadonlyMap<string, DataRecord[]>;
}

const daysInWeek = 7;

export function CalendarMonth({ view, month, days, today, placed }: CalendarMonthProps) {
  const { token } = theme.useToken();
  const { language } = useLanguage();
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const weeks = Array.from({ length: days.length / daysInWeek }, (_, week) =>
    days.slice(week * daysInWeek, (week + 1) * daysInWeek),
  );
  const row = { display: "grid", gridTemplateColumns: "repeat(7, minmax(0, 1fr))" } as const;

  return (
    <div
      role="grid"
      style={{
        flex: 1,
        minHeight: 420,
        display: "flex",
        flexDirection: "column",
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        overflow: "hidden",
      }}
    >
      <div role="row" style={{ ...row, background: token.colorFillQuaternary }}>
        {weeks[0]?.map((day) => (
          <div key={day} role="columnheader" style={{ padding: "6px 8px", color: token.colorTextSecondary }}>
            {weekday.format(dayjs(day).toDate())}
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" style={{ ...row, flex: 1, minHeight: 0 }}>
          {week.map((day) => (
            <CalendarDay
              key={day}
              {...{ view, day }}
              records={placed.get(day) ?? []}
              room={weeks.length > 5 ? 2 : 3}
              isToday={day === today}
              isOutside={!day.startsWith(month)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
