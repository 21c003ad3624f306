/** Members as rows; on a phone each row holds everything. */
import { Flex, Table, type TableColumnsType, Typography } from "antd";
import type { ReactNode } from "react";
import type { GivableRole, MemberRow } from "../../data/config/membersPage";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useIsPhone } from "../../ui/useIsPhone";
import { MemberName } from "./MemberName";
import { ReviewMark } from "./ReviewMark";
import { RoleTags } from "./RoleTags";
import { SecondStepMark } from "./SecondStepMark";

interface MembersTableProps {
  members: MemberRow[];
  roles: readonly GivableRole[];
  ownId: string | undefined;
  activeId: string | undefined;
  isLoading: boolean;
  empty: ReactNode;
  onOpen: (id: string) => void;
}

export function MembersTable({
  members,
  roles,
  ownId,
  activeId,
  isLoading,
  empty,
  onOpen,
}: MembersTableProps) {
  const t = useText();
  const isPhone = useIsPhone();

  const name = (member: MemberRow) => (
    <MemberName member={member} isMe={member.id === ownId} onOpen={() => onOpen(member.id)} />
  );
  const lastSignIn = (member: MemberRow) =>
    member.lastSignInAt ? (
      <Moment at={member.lastSignInAt} />
    ) : (
      <Typography.Text type="secondary">{t("members.never")}</Typography.Text>
    );

  const wide: TableColumnsType<MemberRow> = [
    { key: "name", title: t("members.name"), render: (_, member) => name(member), sorter: byText("name") },
    { key: "email", title: t("members.email"), dataIndex: "email", sorter: byText("email") },
    { key: "roles", title: t("members.roles"), render: (_, member) => <RoleTags {...{ member, roles }} /> },
    {
      key: "lastSignIn",
      title: t("members.lastSignIn"),
      render: (_, member) => lastSignIn(member),
      sorter: byMoment("lastSignInAt"),
    },
    {
      key: "secondStep",
      title: t("members.secondStep"),
      render: (_, member) => <SecondStepMark member={member} />,
      sorter: (a, b) => Number(a.hasSecondStep) - Number(b.hasSecondStep),
    },
    {
      key: "review",
      title: t("members.review.last"),
      render: (_, member) => <ReviewMark member={member} />,
      sorter: byMoment("reviewedAt"),
    },
  ];
  const narrow: TableColumnsType<MemberRow> = [
    {
      key: "member",
      render: (_, member) => (
        <Flex vertical gap={6}>
          {name(member)}
          <Typography.Text type="secondary" style={{ overflowWrap: "anywhere" }}>
            {member.email}
          </Typography.Text>
          <RoleTags member={member} roles={roles} />
          <Flex gap={12} wrap>
            <Typography.Text type="secondary">
              {t("members.lastSignIn")}: {lastSignIn(member)}
            </Typography.Text>
            <span>
              <Typography.Text type="secondary">{t("members.secondStep")}: </Typography.Text>
              <SecondStepMark member={member} />
            </span>
          </Flex>
          <Flex gap={4} wrap>
            <Typography.Text type="secondary">{t("members.review.last")}:</Typography.Text>
            <ReviewMark member={member} />
          </Flex>
        </Flex>
      ),
    },
  ];

  return (
    <Table<MemberRow>
      rowKey="id"
      size="middle"
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={members}
      loading={isLoading}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: empty }}
      scroll={isPhone ? {} : { x: "max-content" }}
      rowClassName={(member) => (member.id === activeId ? "ant-table-row-selected" : "")}
      onRow={(member) => ({ onClick: () => onOpen(member.id), style: { cursor: "pointer" } })}
    />
  );
}

const byText = (name: "name" | "email") => (a: MemberRow, b: MemberRow) => a[name].localeCompare(b[name]);

const byMoment = (name: "lastSignInAt" | "reviewedAt") => (a: MemberRow, b: MemberRow) =>
  (a[name] ?? "").localeCompare(b[name] ?? "");
