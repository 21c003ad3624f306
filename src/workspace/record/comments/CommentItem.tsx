/** One comment: who, when, what, what it said before; its author changes or deletes it. */
import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { Button, Flex, Popconfirm, Popover, Typography } from "antd";
import { useState } from "react";
import type { RecordComment } from "../../../data/config/comments";
import { useSnapshot } from "../../../data/useSnapshot";
import { useText } from "../../../i18n/useText";
import { commentParts } from "../../../model/mention";
import { Moment } from "../../../ui/Moment";
import { Portrait } from "../../../ui/Portrait";
import { CommentInput, type CommentPlace } from "./CommentInput";

interface CommentItemProps {
  place: CommentPlace;
  comment: RecordComment;
  mayChange: boolean;
  onChange: (body: string) => Promise<boolean>;
  onDelete: () => Promise<boolean>;
}

export function CommentItem({ place, comment, mayChange, onChange, onDelete }: CommentItemProps) {
  const t = useText();
  const [isEditing, setIsEditing] = useState(false);
  const name = comment.memberName ?? t("comments.somebody");
  return (
    <Flex component="li" gap={12} style={{ paddingBlock: 10 }}>
      <Portrait name={name} size={28} isAccented={comment.isOwn} />
      <Flex vertical gap={4} style={{ flex: 1, minWidth: 0 }}>
        <Flex align="center" gap={8} wrap>
          <Typography.Text strong>{name}</Typography.Text>
          <Typography.Text type="secondary">
            <Moment at={comment.at} />
          </Typography.Text>
          {comment.editedAt && !comment.isDeleted && <EarlierWords comment={comment} />}
          {mayChange && !isEditing && (
            <span style={{ marginInlineStart: "auto" }}>
              <Button
                type="text"
                size="small"
                icon={<EditOutlined />}
                aria-label={t("comments.change")}
                onClick={() => setIsEditing(true)}
              />
              <Popconfirm
                title={t("comments.deleteTitle")}
                okText={t("general.delete")}
                cancelText={t("general.cancel")}
                onConfirm={onDelete}
              >
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t("comments.delete")}
                />
              </Popconfirm>
            </span>
          )}
        </Flex>
        {isEditing ? (
          <CommentInput
            place={place}
            before={comment.body ?? ""}
            onSend={async (body) => {
              const isTaken = await onChange(body);
              if (isTaken) setIsEditing(false);
              return isTaken;
            }}
            onCancel={() => setIsEditing(false)}
          />
        ) : comment.body === null ? (
          <Typography.Text type="secondary" italic>
            {t("comments.deleted")}
          </Typography.Text>
        ) : (
          <CommentText body={comment.body} />
        )}
      </Flex>
    </Flex>
  );
}

function CommentText({ body }: { body: string }) {
  const { snapshot } = useSnapshot();
  return (
    <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {commentParts(body, snapshot?.people ?? []).map((part, at) =>
        "text" in part ? (
          part.text
        ) : (
          <Typography.Text key={at} strong>{`@${part.mentioned}`}</Typography.Text>
        ),
      )}
    </span>
  );
}

function EarlierWords({ comment }: { comment: RecordComment }) {
  const t = useText();
  const words = (
    <Flex vertical gap={8} style={{ maxWidth: 360, maxHeight: 320, overflowY: "auto" }}>
      {comment.earlier.map(({ body, until }) => (
        <Flex key={until} vertical>
          <Typography.Text type="secondary">
            <Moment at={until} />
          </Typography.Text>
          <CommentText body={body} />
        </Flex>
      ))}
    </Flex>
  );
  return (
    <Popover trigger="click" title={t("comments.earlier")} content={words}>
      <Button type="link" size="small" style={{ padding: 0 }}>
        {t("comments.edited")}
      </Button>
    </Popover>
  );
}
