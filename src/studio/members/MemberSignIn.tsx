/** How a member proves who he is: last sign-in, second step, a new first password. */
import { Button, Descriptions, Flex, Typography } from "antd";
import { useState } from "react";
import type { MemberRow } from "../../data/config/membersPage";
import { useMembersFunction } from "../../data/useMembersFunction";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useConfirmAction } from "../useConfirmAction";
import { NewPasswordDialog } from "./NewPasswordDialog";
import { SecondStepMark } from "./SecondStepMark";

interface MemberSignInProps {
  member: MemberRow;
  isChangeable: boolean;
}

export function MemberSignIn({ member, isChangeable }: MemberSignInProps) {
  const t = useText();
  const confirm = useConfirmAction();
  const { run } = useMembersFunction();
  const [isSettingPassword, setSettingPassword] = useState(false);
  const { name } = member;

  const handleReset = () =>
    confirm({
      title: t("members.signIn.resetTitle", { name }),
      text: t("members.signIn.resetText"),
      okText: t("members.signIn.reset"),
      isDangerous: true,
      run: () => run({ change: "reset_second_step", member: member.id }),
      done: t("members.signIn.resetDone"),
    });

  return (
    <Flex vertical gap={12}>
      <Descriptions
        column={1}
        colon={false}
        size="small"
        items={[
          {
            key: "last",
            label: t("members.lastSignIn"),
            children: member.lastSignInAt ? (
              <Moment at={member.lastSignInAt} />
            ) : (
              <Typography.Text type="secondary">{t("members.never")}</Typography.Text>
            ),
          },
          { key: "second", label: t("members.secondStep"), children: <SecondStepMark member={member} /> },
        ]}
      />
      {isChangeable && (
        <Flex gap={8} wrap>
          <Button onClick={() => setSettingPassword(true)}>{t("members.signIn.newPassword")}</Button>
          <Button disabled={!member.hasSecondStep} onClick={handleReset}>
            {t("members.signIn.reset")}
          </Button>
        </Flex>
      )}
      {isSettingPassword && <NewPasswordDialog member={member} onClose={() => setSettingPassword(false)} />}
    </Flex>
  );
}
