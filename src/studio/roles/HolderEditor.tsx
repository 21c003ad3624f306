/** Gives the role to members and takes it from them; it acts at once, on their next click. */
import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Flex, Select, Skeleton, Typography } from "antd";
import { Link } from "react-router";
import type { MemberRow } from "../../data/config/membersPage";
import { DataError } from "../../data/DataError";
import { useHolders } from "../../data/useHolders";
import { useMembersPage } from "../../data/useMembersPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { HolderRow } from "./HolderRow";
import { useRoleWorld } from "./RoleWorldContext";

export function HolderEditor() {
  const t = useText();
  const { message } = App.useApp();
  const { snapshot } = useSnapshot();
  const { role } = useRoleWorld();
  const { answer: page } = useMembersPage();
  const { add, remove, isChanging } = useHolders(role.id);
  if (!page) return <Skeleton active />;

  const holders = page.members.filter(({ roles }) => roles.includes(role.id));
  const others = page.members.filter(
    ({ roles, isActive, id }) => isActive && !roles.includes(role.id) && id !== snapshot?.member.id,
  );
  const attempt = async (change: (member: MemberRow) => Promise<unknown>, member: MemberRow) => {
    try {
      await change(member);
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    }
  };
  const noteOf = (member: MemberRow) => {
    if (!member.isActive) return t("roles.members.inactive");
    return member.activeRole === role.id ? t("roles.members.acting") : t("roles.members.notActing");
  };

  return (
    <Flex vertical gap={12} style={{ maxWidth: 640 }}>
      <Typography.Text type="secondary">{t("roles.members.help")}</Typography.Text>
      <Select
        value={null}
        onChange={(id: string | null) => {
          const member = others.find((candidate) => candidate.id === id);
          if (member) void attempt(add, member);
        }}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        showSearch
        optionFilterProp="label"
        disabled={isChanging || !page.roles.find(({ id }) => id === role.id)?.canGive}
        loading={isChanging}
        suffixIcon={<PlusOutlined />}
        placeholder={t("roles.members.add")}
        aria-label={t("roles.members.add")}
      />
      {holders.length === 0 && <EmptyState title={t("roles.members.none")} />}
      <div role="list">
        {holders.map((member) => (
          <HolderRow
            key={member.id}
            text={member.name}
            name={<Link to={`/studio/members?m=${member.id}`}>{member.name}</Link>}
            note={noteOf(member)}
            action={
              member.id !== snapshot?.member.id && (
                <Button
                  type="text"
                  disabled={isChanging || member.roles.length === 1}
                  title={member.roles.length === 1 ? t("roles.members.onlyRole") : undefined}
                  aria-label={t("roles.members.removeFrom", { member: member.name })}
                  onClick={() => void attempt(remove, member)}
                >
                  {t("roles.members.remove")}
                </Button>
              )
            }
          />
        ))}
      </div>
    </Flex>
  );
}
