/** One button per demo member; a real installation has none. */
import { Button, Divider, Flex, Typography } from "antd";
import { useConnection } from "../data/ConnectionContext";
import type { Credentials } from "../data/useSignIn";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";

interface DemoMembersProps {
  isBusy: boolean;
  onChoose: (credentials: Credentials) => void;
}

export function DemoMembers({ isBusy, onChoose }: DemoMembersProps) {
  const t = useText();
  const labelOf = useLabel();
  const { demoMembers } = useConnection().settings;
  if (demoMembers.length === 0) return null;
  return (
    <>
      <Divider plain style={{ marginBlock: 24 }}>
        {t("session.signIn.demoTitle")}
      </Divider>
      <Flex wrap gap="small">
        {demoMembers.map(({ role, label, name, email, password }) => (
          <Button
            key={email}
            disabled={isBusy}
            onClick={() => onChoose({ email, password })}
            style={{ flex: "1 1 45%", height: "auto", padding: "8px 12px", justifyContent: "start" }}
          >
            <Flex vertical align="start">
              <span>{name}</span>
              <Typography.Text type="secondary" style={{ fontSize: 12, fontWeight: 400 }}>
                {labelOf(label) || role}
              </Typography.Text>
            </Flex>
          </Button>
        ))}
      </Flex>
    </>
  );
}
