/** Every change of records and configuration, with filters and a check that nobody altered the log. */
import { App, Button, Flex } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import type { AuditCheck } from "../../data/config/auditEntry";
import { DataError } from "../../data/DataError";
import { useAuditPages } from "../../data/useAuditPages";
import { useCheckAudit } from "../../data/useCheckAudit";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { AuditCheckButton, AuditCheckResult } from "./AuditCheck";
import { AuditTable } from "./AuditTable";
import { type AuditFilter, useAuditAddress } from "./useAuditAddress";
import { useConfigurationNames } from "./useConfigurationNames";

const AuditFilters = lazy(async () => ({ default: (await import("./AuditFilters")).AuditFilters }));

const pageSize = 50;

export function AuditPage() {
  const t = useText();
  const { message } = App.useApp();
  const names = useConfigurationNames();
  const { filter, setFilter, isNarrowed } = useAuditAddress();
  const { check, isChecking } = useCheckAudit();
  const [result, setResult] = useState<{ check: AuditCheck; isThere: boolean }>();
  const args = useMemo(() => argsOf(filter), [filter]);
  const { entries, error, hasOlder, isFetching, isFetchingOlder, fetchOlder, refetch } = useAuditPages({
    functionName: "audit_log",
    args,
    pageSize,
  });

  const handleCheck = async () => {
    try {
      setResult(await check());
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    }
  };

  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("audit.title")}
        subtitle={t("audit.subtitle")}
        actions={<AuditCheckButton isRunning={isChecking} onClick={() => void handleCheck()} />}
      />
      {result && (
        <AuditCheckResult
          key={JSON.stringify(result)}
          {...result}
          onShow={(entry) => setFilter({ upTo: entry })}
        />
      )}
      <Suspense fallback={<div style={{ height: 32 }} />}>
        <AuditFilters filter={filter} names={names} isNarrowed={isNarrowed} onFilter={setFilter} />
      </Suspense>
      {error && !entries ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <AuditTable
          entries={entries ?? []}
          names={names}
          isLoading={isFetching && !isFetchingOlder}
          empty={entries ? <EmptyState title={t("audit.empty")} /> : " "}
        />
      )}
      {hasOlder && (
        <Button loading={isFetchingOlder} onClick={() => void fetchOlder()} style={{ alignSelf: "center" }}>
          {t("audit.older")}
        </Button>
      )}
    </Flex>
  );
}

/** Days are the reader's own: from their first to their last moment. */
function argsOf({ entity, member, action, from, until, upTo }: AuditFilter) {
  const start = from && new Date(`${from}T00:00:00`).toISOString();
  const end = until && new Date(new Date(`${until}T00:00:00`).getTime() + 86_400_000).toISOString();
  return {
    ...(entity && { entity }),
    ...(member && { member_id: member }),
    ...(action && { action }),
    ...(start && { since: start }),
    ...(end && { until: end }),
    ...(upTo !== undefined && { before_id: upTo + 1 }),
  };
}
