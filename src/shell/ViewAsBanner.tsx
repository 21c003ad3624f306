/** Says unmistakably that one looks through other eyes, and leads back. */
import { EyeOutlined } from "@ant-design/icons";
import { Button, Flex, theme } from "antd";
import { useViewAs } from "../data/useViewAs";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";

interface ViewAsBannerProps {
  viewAs: NonNullable<Snapshot["viewAs"]>;
}

export function ViewAsBanner({ viewAs }: ViewAsBannerProps) {
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  const { viewAs: lookAs } = useViewAs();
  const role = labelOf(viewAs.role.label);
  const who = viewAs.member ? `${viewAs.member.name} (${role})` : role;

  return (
    <Flex
      role="status"
      align="center"
      justify="center"
      gap="small"
      wrap
      style={{ background: token.purple7, color: "#fff", padding: "6px 16px" }}
    >
      <EyeOutlined />
      <span>{t("shell.viewAs.banner", { who })}</span>
      <Button size="small" ghost onClick={() => void lookAs(undefined)}>
        {t("shell.viewAs.stop")}
      </Button>
    </Flex>
  );
}
