/** A list as it was at an earlier moment, or what changed between two; nothing can be written here. */
import { Alert, Flex, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { EntityGate } from "../EntityGate";

const AsOfList = lazy(async () => ({ default: (await import("./AsOfList")).AsOfList }));
const DifferenceList = lazy(async () => ({ default: (await import("./DifferenceList")).DifferenceList }));
const MomentPicker = lazy(async () => ({ default: (await import("./MomentPicker")).MomentPicker }));

export function HistoryPage() {
  const { entity: name = "" } = useParams();
  return <EntityGate name={name}>{(entity) => <History key={entity.name} entity={entity} />}</EntityGate>;
}

const aDay = 86_400_000;

function History({ entity }: { entity: Entity }) {
  const t = useText();
  const label = useLabel()(entity.label);
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const [openedAt] = useState(() => Date.now());

  const at = params.get("at") ?? new Date(openedAt - aDay).toISOString();
  const until = params.get("until");
  const set = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(params);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const picker = (name: "at" | "until", value: string) => (
    <Suspense fallback={<div style={{ width: 190, height: 32 }} />}>
      <MomentPicker
        label={t(name === "at" ? "bulk.past.moment" : "bulk.past.until")}
        value={value}
        latest={openedAt}
        onChange={(moment) => set(name, moment)}
      />
    </Suspense>
  );
  return (
    <Flex vertical gap={12}>
      <PageHeader
        title={t("bulk.past.title", { entity: label })}
        trail={[{ label, to: `/e/${entity.name}` }]}
      />
      <Flex gap={12} wrap align="center">
        <Segmented
          aria-label={t("bulk.past.mode")}
          value={until === null ? "asOf" : "between"}
          onChange={(mode) => set("until", mode === "between" ? new Date(openedAt).toISOString() : undefined)}
          options={[
            { value: "asOf", label: t("bulk.past.asOf") },
            { value: "between", label: t("bulk.past.between") },
          ]}
        />
        {picker("at", at)}
        {until !== null && picker("until", until)}
      </Flex>
      <Alert
        type="warning"
        showIcon
        message={
          until === null
            ? t("bulk.past.banner", { entity: label, moment: format.dateTime(at) })
            : t("bulk.past.betweenBanner", { entity: label })
        }
        action={<Link to={`/e/${entity.name}`}>{t("bulk.past.back")}</Link>}
      />
      <Suspense fallback={<ListSkeleton />}>
        {until === null ? (
          <AsOfList entity={entity} at={at} query={params.toString()} />
        ) : (
          <DifferenceList entity={entity} from={at} until={until} />
        )}
      </Suspense>
    </Flex>
  );
}
