/** What is sold, to whom, when, and how well it is served; every role sees the reports that it may run. */
import { Flex, Tabs } from "antd";
import { lazy, Suspense } from "react";
import { useSearchParams } from "react-router";
import { useRecords } from "../../data/useRecords";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { ReportCard } from "./ReportCard";
import { operationOf, reportKinds, type ReportPart } from "./reportKinds";
import { useReportPeriod } from "./useReportPeriod";

const ReportTools = lazy(async () => ({ default: (await import("./ReportTools")).ReportTools }));

const parts: readonly ReportPart[] = ["sales", "goods", "buyers", "service"];
const mostShops = 100;

export function ReportsPage() {
  const t = useText();
  const { snapshot } = useSnapshot();
  const { period, setPeriod, today } = useReportPeriod();
  const [search, setSearch] = useSearchParams();
  const { records: shops } = useRecords({
    ...{ entity: "channels", page: 1, pageSize: mostShops, fields: ["time_zone"], count: "none" as const },
    isEnabled: snapshot?.entities.some(({ name }) => name === "channels"),
  });
  if (!snapshot) return null;

  const zones = new Set(
    shops
      .filter(({ id }) => period.channels.length === 0 || period.channels.includes(Number(id)))
      .map(({ values }) => values["time_zone"]),
  );
  const [zone] = zones;
  const timeZone = zones.size === 1 && typeof zone === "string" ? zone : snapshot.settings.timeZone;
  const mayRun = (name: string) => snapshot.operations.some((operation) => operation.name === name);
  const offered = reportKinds.filter(({ name }) => mayRun(operationOf(name)));
  const shown = parts.filter((part) => offered.some((report) => report.part === part));
  const part = shown.find((one) => one === search.get("part")) ?? shown[0];
  const openPart = (next: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set("part", next);
        return after;
      },
      { replace: true },
    );

  return (
    <Flex vertical gap="middle">
      <PageHeader title={t("reports.title")} />
      <div style={{ minHeight: 32 }}>
        <Suspense>
          <ReportTools period={period} today={today} onChange={setPeriod} />
        </Suspense>
      </div>
      {part === undefined ? (
        <EmptyState title={t("reports.none")} />
      ) : (
        <Tabs
          activeKey={part}
          onChange={openPart}
          items={shown.map((key) => ({
            key,
            label: t(`reports.parts.${key}`),
            children: key === part && (
              <Flex vertical gap="middle">
                {offered
                  .filter((report) => report.part === part)
                  .map((report) => (
                    <ReportCard key={report.name} {...{ report, period, timeZone }} />
                  ))}
              </Flex>
            ),
          }))}
        />
      )}
    </Flex>
  );
}
