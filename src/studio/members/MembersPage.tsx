/** The people who work here: who they are, what they may do, when somebody last confirmed it. */
import { MailOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { lazy, Suspense } from "react";
import { useMembersPage } from "../../data/useMembersPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { filterMembers } from "./memberFilter";
import { MembersTable } from "./MembersTable";
import { MembersToolbar } from "./MembersToolbar";
import { ReviewExport } from "./ReviewExport";
import { useMembersAddress } from "./useMembersAddress";

const MemberDrawer = lazy(async () => ({ default: (await import("./MemberDrawer")).MemberDrawer }));
const NewMemberDialog = lazy(async () => ({ default: (await import("./NewMemberDialog")).NewMemberDialog }));

export function MembersPage() {
  const t = useText();
  const { snapshot } = useSnapshot();
  const { answer: page, error, refetch } = useMembersPage();
  const { filter, openMember, newMember, ...address } = useMembersAddress();
  const ownId = snapshot?.member.id;

  if (!page && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!page) return <ListSkeleton />;
  const opened = page.members.find(({ id }) => id === openMember);
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("members.title")}
        subtitle={t("members.subtitle")}
        actions={
          <>
            <ReviewExport page={page} />
            <Button icon={<MailOutlined />} onClick={() => address.create("invite")}>
              {t("members.invite.button")}
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => address.create("create")}>
              {t("members.create.button")}
            </Button>
          </>
        }
      />
      <MembersToolbar
        page={page}
        filter={filter}
        onFilter={address.setFilter}
        onAnyRole={address.clearRole}
      />
      <MembersTable
        members={filterMembers(page.members, filter)}
        roles={page.roles}
        ownId={ownId}
        activeId={openMember}
        isLoading={false}
        empty={<EmptyState title={t(`members.empty.${filter.state}`)} />}
        onOpen={address.open}
      />
      <Suspense>
        {opened && (
          <MemberDrawer key={opened.id} member={opened} page={page} onClose={() => address.open(undefined)} />
        )}
        {newMember && (
          <NewMemberDialog
            way={newMember}
            page={page}
            onClose={() => address.create(undefined)}
            onCreated={address.open}
          />
        )}
      </Suspense>
    </Flex>
  );
}
