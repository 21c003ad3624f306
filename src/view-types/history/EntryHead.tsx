/** Who did something, in which role, when. */
import { Flex, Tag, Typography } from "antd";
import type { AuditEntry } from "../../data/config/auditEntry";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";

export function EntryHead({ entry }: { entry: AuditEntry }) {
  const t = useText();
  const labelOf = useLabel();
  const role = labelOf(entry.roleLabel) || entry.role;
  return (
    <Flex gap={8} wrap align="center">
      <Typography.Text strong>{entry.memberName ?? t("audit.automatic")}</Typography.Text>
      {role && <Tag style={{ marginInlineEnd: 0 }}>{role}</Tag>}
      <Typography.Text type="secondary" style={{ fontSize: 13 }}>
        <Moment at={entry.at} />
      </Typography.Text>
    </Flex>
  );
}
