/** The latest changes in bulk, with the way back; admins see everybody's and can undo a member's last hours. */
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import type { Batch } from "../../data/config/batches";
import { useBatches } from "../../data/useBatches";
import { useSnapshot } from "../../data/useSnapshot";
import type { UndoSubject } from "../../data/useUndo";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { BatchTable } from "./BatchTable";
import { useBatchText } from "./useBatchText";

const MemberWorkDialog = lazy(async () => ({
  default: (await import("./MemberWorkDialog")).MemberWorkDialog,
}));
const UndoDialog = lazy(async () => ({ default: (await import("./UndoDialog")).UndoDialog }));

export function BatchesPage() {
  const t = useText();
  const textOf = useBatchText();
  const { snapshot } = useSnapshot();
  const { answer: batches, error, isLoading, refetch } = useBatches();
  const [search, setSearch] = useSearchParams();
  const [isChoosing, setIsChoosing] = useState(false);
  const [work, setWork] = useState<{ subject: UndoSubject; what: string }>();

  const linked = batches?.find(({ id }) => id === search.get("undo"));
  const asked = work ?? (linked && { subject: { batch: linked.id }, what: textOf(linked) });
  const mayUndo = snapshot !== undefined && !snapshot.viewAs;
  const open = ({ id }: Batch) => setSearch({ undo: id }, { replace: true });
  const close = () => {
    setWork(undefined);
    setSearch({}, { replace: true });
    void refetch();
  };

  if (error && !batches) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("bulk.page.title")}
        subtitle={t("bulk.page.subtitle")}
        actions={
          mayUndo &&
          snapshot.role.mayConfigure.includes("roles") && (
            <Button onClick={() => setIsChoosing(true)}>{t("bulk.work.button")}</Button>
          )
        }
      />
      <BatchTable
        batches={batches ?? []}
        isLoading={isLoading}
        onUndo={mayUndo ? open : undefined}
        empty={batches ? <EmptyState title={t("bulk.page.empty")} /> : " "}
      />
      <Suspense>
        {isChoosing && (
          <MemberWorkDialog
            onClose={() => setIsChoosing(false)}
            onChosen={(subject, what) => {
              setIsChoosing(false);
              setWork({ subject, what });
            }}
          />
        )}
        {asked && (
          <UndoDialog
            key={JSON.stringify(asked.subject)}
            subject={asked.subject}
            what={asked.what}
            onClose={close}
          />
        )}
      </Suspense>
    </Flex>
  );
}
