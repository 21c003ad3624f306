/** Takes a comment; @ offers the members who may see the record. */
import { Button, Flex, Mentions } from "antd";
import { useState } from "react";
import { useConfigQuery } from "../../../data/useConfigQuery";
import { useSnapshot } from "../../../data/useSnapshot";
import { useText } from "../../../i18n/useText";
import { keptComment, typedComment } from "../../../model/mention";
import type { Person } from "../../../model/snapshot";

export interface CommentPlace {
  entity: string;
  record_id: string;
}

interface CommentInputProps {
  place: CommentPlace;
  /** The comment that is being changed. */
  before?: string;
  /** Resolves to whether it was taken. */
  onSend: (body: string) => Promise<boolean>;
  onCancel?: () => void;
}

const readPeople = (answer: unknown) => (Array.isArray(answer) ? answer.filter(isPerson) : []);
const isPerson = (value: unknown): value is Person =>
  typeof value === "object" && value !== null && "id" in value && "name" in value;

export function CommentInput({ place, before = "", onSend, onCancel }: CommentInputProps) {
  const t = useText();
  const { snapshot } = useSnapshot();
  const [text, setText] = useState(() => typedComment(before, snapshot?.people ?? []));
  const [isSending, setIsSending] = useState(false);
  const [wantsPeople, setWantsPeople] = useState(false);
  const people = useConfigQuery(
    { name: "mentionable_members", isEnabled: wantsPeople },
    { ...place },
    readPeople,
  );

  const send = async () => {
    if (text.trim() === "") return;
    setIsSending(true);
    const isTaken = await onSend(keptComment(text, people.answer ?? snapshot?.people ?? []));
    setIsSending(false);
    if (isTaken) setText("");
  };
  const label = before ? t("comments.change") : t("comments.write");
  return (
    <Flex vertical gap={8}>
      <Mentions
        value={text}
        onChange={setText}
        onSearch={() => setWantsPeople(true)}
        loading={wantsPeople && people.isLoading}
        options={(people.answer ?? [])
          .filter(({ id }) => id !== snapshot?.member.id)
          .map(({ id, name }) => ({ key: id, value: name, label: name }))}
        placeholder={t("comments.placeholder")}
        aria-label={label}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      <Flex gap={8} justify="end">
        {onCancel && <Button onClick={onCancel}>{t("general.cancel")}</Button>}
        <Button type="primary" disabled={text.trim() === ""} loading={isSending} onClick={() => void send()}>
          {before ? t("comments.save") : t("comments.send")}
        </Button>
      </Flex>
    </Flex>
  );
}
