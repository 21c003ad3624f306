/** One report: what it counts, its picture, its figures, and the way to the records. */
import { DownloadOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Segmented, Select, Skeleton, Tooltip } from "antd";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { useOperationQuery } from "../../data/useOperationQuery";
import { useText } from "../../i18n/useText";
import { toCsv } from "../../model/toCsv";
import { downloadText } from "../../ui/downloadText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Text } from "../../ui/Text";
import { drillDown } from "./drillDown";
import { HoursMap } from "./HoursMap";
import { ReportChart } from "./ReportChart";
import type { ReportPeriod, ReportRow } from "./ReportPeriod";
import { operationOf, type ReportKind } from "./reportKinds";

interface ReportCardProps {
  report: ReportKind;
  period: ReportPeriod;
  /** Of the shops that are looked at. */
  timeZone: string;
}

const ReportTable = lazy(async () => ({ default: (await import("./ReportTable")).ReportTable }));

const buckets = ["day", "week", "month"] as const;
const firstEdges = ["50", "100", "200", "500", "1000"];

export function ReportCard({ report, period, timeZone }: ReportCardProps) {
  const t = useText();
  const [bucket, setBucket] = useState<(typeof buckets)[number]>("day");
  const [edges, setEdges] = useState(firstEdges);
  const { name } = report;
  const title = t(`reports.names.${name}`);
  const { answer, isLoading, error } = useOperationQuery<ReportRow[]>(operationOf(name), {
    ...(!report.isOfToday && {
      since: period.since,
      until: period.until,
      ...(period.channels.length > 0 && { channel_ids: `{${period.channels.join(",")}}` }),
    }),
    ...(name === "sales" && { bucket }),
    ...(name === "order_amounts" && edges.length > 0 && { edges: `{${edges.join(",")}}` }),
  });
  const rows = answer ?? [];
  const list = drillDown(name, { period, timeZone, row: {} });
  const download = () => {
    const keys = Object.keys(rows[0] ?? {});
    const cell = (value: unknown) =>
      typeof value === "number" || typeof value === "string" ? value : value === true ? "1" : "";
    const lines = rows.map((row) => keys.map((key) => cell(row[key])));
    downloadText(`${name} ${period.since} ${period.until}.csv`, toCsv([keys, ...lines]));
  };
  const [first] = report.columns;

  return (
    <Card
      title={<h2 style={{ margin: 0, fontSize: "inherit", fontWeight: "inherit" }}>{title}</h2>}
      extra={
        <Flex gap={4} align="center">
          {list !== undefined && (
            <Link to={list} aria-label={`${t("reports.show")}: ${title}`}>
              <Tooltip title={t("reports.show")}>
                <UnorderedListOutlined style={{ padding: 8 }} />
              </Tooltip>
            </Link>
          )}
          <Tooltip title={t("reports.download", { report: title })}>
            <Button
              type="text"
              icon={<DownloadOutlined />}
              disabled={rows.length === 0}
              onClick={download}
              aria-label={t("reports.download", { report: title })}
            />
          </Tooltip>
        </Flex>
      }
    >
      <Flex vertical gap="middle">
        <Text type="secondary">{t(`reports.definitions.${name}`)}</Text>
        {name === "sales" && (
          <Segmented
            value={bucket}
            onChange={setBucket}
            options={buckets.map((value) => ({ value, label: t(`reports.buckets.${value}`) }))}
            style={{ alignSelf: "start" }}
          />
        )}
        {name === "order_amounts" && (
          <Select
            mode="tags"
            value={edges}
            onChange={(texts: string[]) =>
              setEdges(texts.filter((text) => Number(text) > 0).sort((a, b) => Number(a) - Number(b)))
            }
            open={false}
            suffixIcon={null}
            aria-label={t("reports.edges")}
            style={{ maxWidth: 480 }}
          />
        )}
        {error ? (
          <ErrorState error={error} />
        ) : isLoading ? (
          <Skeleton active />
        ) : rows.length === 0 ? (
          <EmptyState title={t("reports.nothing")} />
        ) : (
          <>
            {name === "sales" && first && (
              <ReportChart kind="line" rows={rows} along={first} figures={["total", "net"]} isMoney />
            )}
            {name === "order_amounts" && first && (
              <ReportChart kind="bar" rows={rows} along={first} figures={["orders"]} isMoney={false} />
            )}
            {name === "hours" ? (
              <HoursMap rows={rows} />
            ) : (
              <Suspense fallback={<Skeleton active />}>
                <ReportTable {...{ report, rows, period, timeZone }} />
              </Suspense>
            )}
          </>
        )}
      </Flex>
    </Card>
  );
}
