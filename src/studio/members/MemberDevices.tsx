/** Where a member is signed in, and the button that ends it all. */
import { Button, Flex, Typography } from "antd";
import type { MemberRow } from "../../data/config/membersPage";
import { useConfigAction } from "../../data/useConfigAction";
import { useMemberSessions } from "../../data/useMemberSessions";
import { useText } from "../../i18n/useText";
import { DeviceList } from "../../ui/DeviceList";
import { useConfirmAction } from "../useConfirmAction";

interface MemberDevicesProps {
  member: MemberRow;
  isChangeable: boolean;
}

export function MemberDevices({ member, isChangeable }: MemberDevicesProps) {
  const t = useText();
  const confirm = useConfirmAction();
  const { sessions, error } = useMemberSessions(member.id);
  const { run } = useConfigAction("end_sessions", () => undefined);

  const handleEnd = () =>
    confirm({
      title: t("members.devices.endTitle", { name: member.name }),
      text: t("members.devices.endText"),
      okText: t("members.devices.end"),
      isDangerous: true,
      run: () => run({ member_id: member.id }),
      done: t("members.devices.ended"),
    });

  return (
    <Flex vertical gap={12} align="start">
      {error ? (
        <Typography.Text type="secondary">{error.message}</Typography.Text>
      ) : (
        <DeviceList devices={sessions} />
      )}
      {isChangeable && (
        <Button disabled={sessions?.length === 0} onClick={handleEnd}>
          {t("members.devices.end")}
        </Button>
      )}
    </Flex>
  );
}
