/** Whether a member signs in with a second step; stands out where his role demands one that he lacks. */
import { CheckCircleOutlined, MinusCircleOutlined } from "@ant-design/icons";
import { Typography } from "antd";
import type { MemberRow } from "../../data/config/membersPage";
import { useText } from "../../i18n/useText";

export function SecondStepMark({ member }: { member: MemberRow }) {
  const t = useText();
  return member.hasSecondStep ? (
    <Typography.Text type="success" style={{ whiteSpace: "nowrap" }}>
      <CheckCircleOutlined /> {t("members.on")}
    </Typography.Text>
  ) : (
    <Typography.Text type="secondary" style={{ whiteSpace: "nowrap" }}>
      <MinusCircleOutlined /> {t("members.off")}
    </Typography.Text>
  );
}
