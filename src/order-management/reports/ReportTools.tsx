/** Chooses the period and the shops that all reports of the page are about. */
import { DatePicker, Flex, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useRelationOptions } from "../../data/useRelationOptions";
import { useText } from "../../i18n/useText";
import { useDebounced } from "../../ui/useDebounced";
import { useIsPhone } from "../../ui/useIsPhone";
import { addDays, type ReportPeriod } from "./ReportPeriod";

interface ReportToolsProps {
  period: ReportPeriod;
  today: string;
  onChange: (period: ReportPeriod) => void;
}

const searchDelay = 250;
const dayFormat = "YYYY-MM-DD";

export function ReportTools({ period, today, onChange }: ReportToolsProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const [search, setSearch] = useState("");
  const { options, isLoading } = useRelationOptions("channels", useDebounced(search, searchDelay), true);
  const month = dayjs(today).startOf("month");
  const presets = [
    { key: "week", since: addDays(today, -6), until: today },
    { key: "month", since: addDays(today, -29), until: today },
    { key: "quarter", since: addDays(today, -89), until: today },
    { key: "thisMonth", since: month.format(dayFormat), until: today },
    {
      key: "lastMonth",
      since: month.subtract(1, "month").format(dayFormat),
      until: month.subtract(1, "day").format(dayFormat),
    },
    { key: "year", since: dayjs(today).subtract(1, "year").add(1, "day").format(dayFormat), until: today },
  ] as const;
  const preset = presets.find(({ since, until }) => since === period.since && until === period.until);
  const pick = (name: "since" | "until") => (day: dayjs.Dayjs | null) => {
    if (!day) return;
    const text = day.format(dayFormat);
    const [other, isAfter] =
      name === "since" ? [period.until, text > period.until] : [period.since, text < period.since];
    const kept = isAfter ? text : other;
    onChange({
      ...period,
      ...(name === "since" ? { since: text, until: kept } : { since: kept, until: text }),
    });
  };
  const picker = (name: "since" | "until", label: string) => (
    <DatePicker
      value={dayjs(period[name])}
      onChange={pick(name)}
      allowClear={false}
      aria-label={label}
      maxDate={dayjs(today)}
      style={isPhone ? { flex: 1 } : undefined}
    />
  );

  return (
    <Flex gap="small" wrap>
      <Select
        value={preset?.key ?? null}
        placeholder={t("reports.period")}
        options={presets.map(({ key }) => ({ value: key, label: t(`reports.presets.${key}`) }))}
        onChange={(key) => {
          const chosen = presets.find((one) => one.key === key);
          if (chosen) onChange({ ...period, since: chosen.since, until: chosen.until });
        }}
        aria-label={t("reports.period")}
        style={{ width: isPhone ? "100%" : 160 }}
      />
      {picker("since", t("reports.from"))}
      {picker("until", t("reports.until"))}
      <Select
        mode="multiple"
        value={period.channels}
        placeholder={t("reports.allChannels")}
        options={options.map(({ id, title }) => ({ value: Number(id), label: title }))}
        filterOption={false}
        onSearch={setSearch}
        onChange={(channels: number[]) => onChange({ ...period, channels })}
        loading={isLoading}
        maxTagCount="responsive"
        allowClear
        aria-label={t("reports.channels")}
        style={{ width: isPhone ? "100%" : 260 }}
      />
    </Flex>
  );
}
