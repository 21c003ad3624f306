/** Below a record's header: the screen made for its entity, else details and related lists; history beside it. */
import { Tabs } from "antd";
import { lazy, Suspense } from "react";
import { useLocation } from "react-router";
import type { DataRecord } from "../../data/record";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { TabBar } from "../../ui/TabBar";
import { recordPages } from "../recordPages";
import { RecordDetails } from "./RecordDetails";
import { RelatedTabLabel } from "./RelatedTabLabel";
import { relatedLists } from "./relatedLists";

const RelatedRecords = lazy(async () => ({ default: (await import("./RelatedRecords")).RelatedRecords }));
const RecordHistory = lazy(async () => ({
  default: (await import("./history/RecordHistory")).RecordHistory,
}));

const RecordComments = lazy(async () => ({
  default: (await import("./comments/RecordComments")).RecordComments,
}));
const RecordFiles = lazy(async () => ({ default: (await import("./files/RecordFiles")).RecordFiles }));

interface RecordBodyProps {
  entity: Entity;
  record: DataRecord;
  isNarrow: boolean;
}

export function RecordBody({ entity, record, isNarrow }: RecordBodyProps) {
  const t = useText();
  const { hash } = useLocation();
  const { snapshot } = useSnapshot();
  const made = recordPages[entity.name];
  const related = made ? [] : relatedLists(entity, snapshot?.entities ?? []);
  const Details = made?.Page ?? RecordDetails;
  return (
    <Tabs
      key={hash}
      renderTabBar={(options, bar) => <TabBar {...{ options, bar }} />}
      defaultActiveKey={hash === "#comments" ? "comments" : "details"}
      items={[
        {
          key: "details",
          label: t(made ? "workspace.record.overview" : "workspace.record.details"),
          children: <Details entity={entity} record={record} isNarrow={isNarrow} />,
        },
        ...related.map((list) => ({
          key: list.key,
          label: <RelatedTabLabel related={list} id={record.id} />,
          children: (
            <Suspense fallback={<ListSkeleton rows={4} />}>
              <RelatedRecords related={list} id={record.id} />
            </Suspense>
          ),
        })),
        {
          key: "comments",
          label: t("comments.tab"),
          children: (
            <Suspense fallback={<ListSkeleton rows={4} />}>
              <RecordComments entity={entity} record={record} />
            </Suspense>
          ),
        },
        {
          key: "files",
          label: t("files.tab"),
          children: (
            <Suspense fallback={<ListSkeleton rows={4} />}>
              <RecordFiles entity={entity} record={record} />
            </Suspense>
          ),
        },
        {
          key: "history",
          label: t("audit.history.tab"),
          children: (
            <Suspense fallback={<ListSkeleton rows={4} />}>
              <RecordHistory entity={entity} record={record} />
            </Suspense>
          ),
        },
      ]}
    />
  );
}
