/** Confirms that a member still needs what he may do. */
import { App, Button, Flex, Typography } from "antd";
import type { MemberRow } from "../../data/config/membersPage";
import { DataError } from "../../data/DataError";
import { useConfigAction } from "../../data/useConfigAction";
import { useText } from "../../i18n/useText";
import { ReviewMark } from "./ReviewMark";

export function MemberReview({ member }: { member: MemberRow }) {
  const t = useText();
  const { message } = App.useApp();
  const { run, isRunning } = useConfigAction("review_member", () => undefined);

  const handleClick = async () => {
    try {
      await run({ member_id: member.id });
      void message.success(t("members.review.done"));
    } catch (error) {
      if (error instanceof DataError) void message.error(error.message);
      else throw error;
    }
  };

  return (
    <Flex vertical gap={8} align="start">
      <Typography.Text type="secondary">{t("members.review.text")}</Typography.Text>
      <Flex gap={8} align="center" wrap>
        <ReviewMark member={member} />
        {member.reviewedBy && (
          <Typography.Text type="secondary">
            {t("members.review.byWhom", { name: member.reviewedBy })}
          </Typography.Text>
        )}
      </Flex>
      <Button onClick={() => void handleClick()} loading={isRunning}>
        {t("members.review.mark")}
      </Button>
    </Flex>
  );
}
