/** A member's face and name, with what keeps him out. */
import { Flex, Tag } from "antd";
import type { MemberRow } from "../../data/config/membersPage";
import { useText } from "../../i18n/useText";
import { Portrait } from "../../ui/Portrait";

interface MemberNameProps {
  member: MemberRow;
  isMe: boolean;
  onOpen: () => void;
}

export function MemberName({ member, isMe, onOpen }: MemberNameProps) {
  return (
    <Flex gap={8} align="center" wrap style={{ minWidth: 0 }}>
      <Portrait name={member.name} size={28} isAccented={isMe} />
      <a
        href={`?m=${member.id}`}
        className="quiet-link"
        style={{ fontWeight: 500, overflowWrap: "anywhere" }}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          onOpen();
        }}
      >
        {member.name}
      </a>
      <MemberStateTags member={member} isMe={isMe} />
    </Flex>
  );
}

export function MemberStateTags({ member, isMe }: { member: MemberRow; isMe: boolean }) {
  const t = useText();
  const isGone = member.userId === null;
  return (
    <>
      {isMe && <Tag color="processing">{t("members.you")}</Tag>}
      {isGone && <Tag>{t("members.state.deleted")}</Tag>}
      {!isGone && !member.isActive && <Tag color="warning">{t("members.state.inactive")}</Tag>}
      {member.isBanned && <Tag color="error">{t("members.state.banned")}</Tag>}
      {member.isActive && member.mustChangePassword && <Tag>{t("members.state.initialPassword")}</Tag>}
    </>
  );
}
