/** What people say about a record, oldest first, and a place to join in. */
import { App, Flex } from "antd";
import { readComments } from "../../../data/config/comments";
import type { DataRecord } from "../../../data/record";
import { useConfigCall } from "../../../data/useConfigCall";
import { useConfigQuery } from "../../../data/useConfigQuery";
import { useSnapshot } from "../../../data/useSnapshot";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { ListSkeleton } from "../../../ui/ListSkeleton";
import { CommentInput } from "./CommentInput";
import { CommentItem } from "./CommentItem";

interface RecordCommentsProps {
  entity: Entity;
  record: DataRecord;
}

export function RecordComments({ entity, record }: RecordCommentsProps) {
  const t = useText();
  const { message } = App.useApp();
  const { snapshot } = useSnapshot();
  const place = { entity: entity.name, record_id: String(record.id) };
  const asked = useConfigQuery({ name: "record_comments", isGet: true, about: place }, place, readComments);
  const { run } = useConfigCall("record_comments");
  if (asked.error && !asked.answer) {
    return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  }
  if (!asked.answer) return <ListSkeleton rows={3} />;

  const attempt = async (name: string, args: Record<string, unknown>): Promise<boolean> => {
    try {
      await run({ name, args });
      return true;
    } catch (error) {
      if (error instanceof Error) void message.error(error.message);
      return false;
    }
  };
  const isLooking = Boolean(snapshot?.viewAs);
  return (
    <Flex vertical gap={8}>
      {asked.answer.length === 0 && (
        <EmptyState title={t("comments.empty")} description={t("comments.emptyText")} />
      )}
      <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {asked.answer.map((comment) => (
          <CommentItem
            key={comment.id}
            place={place}
            comment={comment}
            mayChange={comment.isOwn && !comment.isDeleted && !isLooking}
            onChange={(body) => attempt("change_comment", { comment_id: comment.id, body })}
            onDelete={() => attempt("delete_comment", { comment_id: comment.id })}
          />
        ))}
      </ol>
      {!isLooking && (
        <CommentInput place={place} onSend={(body) => attempt("add_comment", { ...place, body })} />
      )}
    </Flex>
  );
}
