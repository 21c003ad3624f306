/** Locks a member out for a while, or for good; history keeps his name. */
import { Button, Flex, Typography } from "antd";
import type { MemberRow } from "../../data/config/membersPage";
import { useConfigAction } from "../../data/useConfigAction";
import { useMembersFunction } from "../../data/useMembersFunction";
import { useText } from "../../i18n/useText";
import { useConfirmAction } from "../useConfirmAction";

export function MemberRemoval({ member }: { member: MemberRow }) {
  const t = useText();
  const confirm = useConfirmAction();
  const { run: update } = useConfigAction("update_member", () => undefined);
  const { run: change } = useMembersFunction();
  const { id, name, isActive } = member;

  const handleActivity = () =>
    confirm({
      title: t(isActive ? "members.removal.deactivateTitle" : "members.removal.activateTitle", { name }),
      text: t(isActive ? "members.removal.deactivateText" : "members.removal.activateText"),
      okText: t(isActive ? "members.removal.deactivate" : "members.removal.activate"),
      isDangerous: isActive,
      run: () => update({ member_id: id, changes: { isActive: !isActive } }),
      done: t(isActive ? "members.removal.deactivated" : "members.removal.activated"),
    });
  const handleDelete = () =>
    confirm({
      title: t("members.removal.deleteTitle", { name }),
      text: t("members.removal.deleteText"),
      okText: t("general.delete"),
      isDangerous: true,
      run: () => change({ change: "delete", member: id }),
      done: t("members.removal.deleted"),
    });

  return (
    <Flex vertical gap={8} align="start">
      <Typography.Text type="secondary">{t("members.removal.text")}</Typography.Text>
      <Flex gap={8} wrap>
        <Button danger={isActive} onClick={handleActivity}>
          {t(isActive ? "members.removal.deactivate" : "members.removal.activate")}
        </Button>
        <Button danger onClick={handleDelete}>
          {t("members.removal.delete")}
        </Button>
      </Flex>
    </Flex>
  );
}
