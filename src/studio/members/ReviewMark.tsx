/** When somebody last confirmed a member's rights; overdue after 90 days. */
import { ClockCircleOutlined } from "@ant-design/icons";
import { Flex, Tag, Typography } from "antd";
import type { MemberRow } from "../../data/config/membersPage";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { needsReview } from "./memberFilter";

export function ReviewMark({ member }: { member: MemberRow }) {
  const t = useText();
  const overdue = needsReview(member) && (
    <Tag color="error" icon={<ClockCircleOutlined />} style={{ marginInlineEnd: 0 }}>
      {t("members.review.overdue")}
    </Tag>
  );
  return (
    <Flex gap={6} align="center" wrap>
      {member.reviewedAt ? (
        <Moment at={member.reviewedAt} />
      ) : (
        <Typography.Text type="secondary">{t("members.review.never")}</Typography.Text>
      )}
      {overdue}
    </Flex>
  );
}
