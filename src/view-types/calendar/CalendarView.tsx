/** Records on the days of a month, by a date of theirs. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Flex, Spin, Typography } from "antd";
import dayjs from "dayjs";
import { useMemo } from "react";
import { useRecords } from "../../data/useRecords";
import { useSnapshot } from "../../data/useSnapshot";
import { useLanguage } from "../../i18n/useLanguage";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { allOf } from "../shared/allOf";
import { FieldMissing } from "../shared/FieldMissing";
import type { ViewProps } from "../ViewType";
import {
  type CalendarFields,
  byDay,
  daysOfMonth,
  during,
  monthBeside,
  monthOf,
  todayIn,
} from "./calendarDays";
import { CalendarMonth } from "./CalendarMonth";

export function CalendarView(props: ViewProps) {
  const { snapshot } = useSnapshot();
  const timeZone = snapshot?.settings.timeZone ?? "UTC";
  const { entity, extras } = props;
  const fields = useMemo(() => {
    const fieldOf = (name: string | undefined) =>
      entity.fields.find((field) => field.name === name && field.canRead && /^date/.test(field.type));
    const begin = fieldOf(extras?.by);
    return begin && { begin, end: fieldOf(extras?.until), timeZone };
  }, [entity, extras?.by, extras?.until, timeZone]);
  return fields ? <Month {...props} dates={fields} /> : <FieldMissing />;
}

/** More would be slower to read than to filter. */
const mostRecords = 500;

function Month({ dates, ...props }: ViewProps & { dates: CalendarFields }) {
  const t = useText();
  const { language } = useLanguage();
  const { entity, extras, fields } = props;
  const today = todayIn(dates.timeZone);
  const month = extras?.at ?? monthOf(today);
  const days = useMemo(() => daysOfMonth(month), [month]);
  const { begin, end } = dates;
  const list = useRecords({
    entity: entity.name,
    condition: useMemo(() => allOf(extras?.condition, during(days, dates)), [extras?.condition, days, dates]),
    search: extras?.search,
    sort: useMemo(() => [{ field: begin.name, descending: false }], [begin]),
    page: 1,
    pageSize: mostRecords,
    fields: useMemo(
      () => [...fields.map(({ name }) => name), begin.name, ...(end ? [end.name] : [])],
      [fields, begin, end],
    ),
    count: "none",
  });
  const placed = useMemo(() => byDay(list.records, days, dates), [list.records, days, dates]);
  const name = new Intl.DateTimeFormat(language, { year: "numeric", month: "long" }).format(
    dayjs(`${month}-01`).toDate(),
  );

  return (
    <Flex vertical gap={8} style={{ height: props.height }}>
      <Flex gap={8} align="center" wrap>
        <Button onClick={() => extras?.onGo(undefined)}>{t("views.today")}</Button>
        <Button
          type="text"
          icon={<LeftOutlined />}
          aria-label={t("views.earlier")}
          onClick={() => extras?.onGo(monthBeside(month, -1))}
        />
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={t("views.later")}
          onClick={() => extras?.onGo(monthBeside(month, 1))}
        />
        <Typography.Title level={4} style={{ margin: 0, whiteSpace: "nowrap" }} aria-live="polite">
          {name}
        </Typography.Title>
        {list.isStale && <Spin size="small" />}
        {list.records.length === mostRecords && (
          <Typography.Text type="warning">{t("views.tooManyThen", { count: mostRecords })}</Typography.Text>
        )}
      </Flex>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <CalendarMonth view={props} {...{ month, days, today, placed }} />
      )}
    </Flex>
  );
}
