/** Changes that wait: what each would do, in words; published together or not at all. */
import { Alert, App, Button, Card, Flex, Typography } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import { useDraft, useDraftActions } from "../../data/useDraft";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { ReviewNote } from "../review/ReviewNote";
import { useConfirmAction } from "../useConfirmAction";
import { StepList } from "./StepList";
import { WaitingProblem } from "./WaitingProblem";

export function DraftPage() {
  const t = useText();
  const { message } = App.useApp();
  const confirm = useConfirmAction();
  const { answer: waiting, error, refetch } = useDraft();
  const { publishDraft, emptyDraft, dropChange, isPublishing } = useDraftActions();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string>();
  if (error && !waiting) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!waiting) return <ListSkeleton rows={5} />;

  const attempt = async (action: Promise<unknown>, done?: string) => {
    setProblem(undefined);
    try {
      await action;
      if (done !== undefined) void message.success(done);
    } catch (failure) {
      if (!(failure instanceof DataError)) throw failure;
      setProblem(failure.message);
    }
  };
  const askEmpty = () =>
    confirm({
      title: t("configuration.emptyDraftTitle"),
      text: t("configuration.emptyDraftText"),
      okText: t("configuration.emptyDraft"),
      isDangerous: true,
      run: emptyDraft,
      done: t("configuration.emptied"),
    });
  const problems = waiting.filter((change) => change.problem !== null);
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("configuration.draft")}
        subtitle={t("configuration.draftSubtitle")}
        actions={waiting.length > 0 && <Button onClick={askEmpty}>{t("configuration.emptyDraft")}</Button>}
      />
      {waiting.length === 0 ? (
        <EmptyState title={t("configuration.draftEmpty")} description={t("configuration.draftEmptyText")} />
      ) : (
        <Card size="small">
          <Flex vertical gap={12}>
            {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
            {problems.map((change) => (
              <WaitingProblem
                key={change.id}
                change={change}
                onDrop={() => void attempt(dropChange(change.id))}
              />
            ))}
            <StepList steps={waiting.flatMap(({ steps }) => steps)} />
            <Typography.Text type="secondary">
              {[...new Set(waiting.map(({ author }) => author ?? t("configuration.operator")))].join(" · ")}
            </Typography.Text>
            <ReviewNote value={note} onChange={setNote} />
            <Button
              type="primary"
              disabled={problems.length > 0}
              loading={isPublishing}
              onClick={() => void attempt(publishDraft(note.trim()), t("configuration.published"))}
              style={{ alignSelf: "end" }}
            >
              {t("configuration.publishAll")}
            </Button>
          </Flex>
        </Card>
      )}
    </Flex>
  );
}
