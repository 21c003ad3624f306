/** One member: access, sign-in, devices, review, and the way out of the team. */
import { Alert, Descriptions, Divider, Drawer, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import type { MemberRow, MembersPageAnswer } from "../../data/config/membersPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useIsPhone } from "../../ui/useIsPhone";
import { Portrait } from "../../ui/Portrait";
import { changeObstacle } from "./changeObstacle";
import { MemberAccess } from "./MemberAccess";
import { MemberDevices } from "./MemberDevices";
import { MemberStateTags } from "./MemberName";
import { MemberRemoval } from "./MemberRemoval";
import { MemberReview } from "./MemberReview";
import { MemberSignIn } from "./MemberSignIn";
import { RoleTags } from "./RoleTags";

interface MemberDrawerProps {
  member: MemberRow;
  page: MembersPageAnswer;
  onClose: () => void;
}

export function MemberDrawer({ member, page, onClose }: MemberDrawerProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const { snapshot } = useSnapshot();
  const obstacle = changeObstacle(member, page, snapshot);
  const isMe = obstacle === "self";

  return (
    <Drawer
      open
      onClose={onClose}
      width={isPhone ? "100%" : 620}
      title={
        <Flex align="center" gap={10} style={{ minWidth: 0 }}>
          <Portrait name={member.name} size={32} isAccented={isMe} />
          <Flex vertical style={{ minWidth: 0 }}>
            <Flex gap={6} wrap align="center">
              <span style={{ overflowWrap: "anywhere" }}>{member.name}</span>
              <MemberStateTags member={member} isMe={isMe} />
            </Flex>
            <Typography.Text
              type="secondary"
              style={{ fontWeight: 400, fontSize: 13, overflowWrap: "anywhere" }}
            >
              {member.email}
            </Typography.Text>
          </Flex>
        </Flex>
      }
    >
      <Flex vertical gap={8}>
        {obstacle && (
          <Alert
            type="info"
            showIcon
            message={t(`members.obstacle.${obstacle}`)}
            style={{ marginBlock: 8 }}
          />
        )}
        {obstacle ? (
          <Section title={t("members.access")}>
            <Descriptions
              column={1}
              colon={false}
              size="small"
              items={[
                {
                  key: "roles",
                  label: t("members.roles"),
                  children: <RoleTags member={member} roles={page.roles} />,
                },
                { key: "since", label: t("members.changed"), children: <Moment at={member.changedAt} /> },
              ]}
            />
          </Section>
        ) : (
          <Section title={t("members.access")}>
            <MemberAccess member={member} page={page} />
          </Section>
        )}
        {obstacle !== "deleted" && (
          <>
            <Section title={t("members.signIn.title")}>
              <MemberSignIn member={member} isChangeable={!obstacle} />
            </Section>
            <Section title={t("members.devices.title")}>
              <MemberDevices member={member} isChangeable={!obstacle} />
            </Section>
          </>
        )}
        {!obstacle && (
          <>
            <Section title={t("members.review.title")}>
              <MemberReview member={member} />
            </Section>
            <Section title={t("members.removal.title")}>
              <MemberRemoval member={member} />
            </Section>
          </>
        )}
      </Flex>
    </Drawer>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Divider orientation="left" orientationMargin={0} style={{ margin: "12px 0" }}>
        {title}
      </Divider>
      {children}
    </section>
  );
}
