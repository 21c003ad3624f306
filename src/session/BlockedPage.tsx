/** Signed in, but the app stays shut: no member, switched off, no role, or the server does not answer. */
import { Alert, Button, Flex, Typography } from "antd";
import type { DataError } from "../data/DataError";
import { useSession } from "../data/useSession";
import { useSignOut } from "../data/useSignOut";
import { useText } from "../i18n/useText";
import { AuthFrame } from "./AuthFrame";

interface BlockedPageProps {
  error: DataError;
  onRetry: () => Promise<void>;
}

export function BlockedPage({ error, onRetry }: BlockedPageProps) {
  const t = useText();
  const { email = "" } = useSession();
  const signOut = useSignOut();
  return (
    <AuthFrame title={t("session.blocked.title")}>
      <Flex vertical gap="large">
        <Alert type={error.status === 403 ? "warning" : "error"} showIcon message={error.message} />
        <Typography.Text type="secondary">{t("session.blocked.signedInAs", { email })}</Typography.Text>
        <Flex gap="small">
          <Button type="primary" onClick={() => void onRetry()}>
            {t("session.blocked.tryAgain")}
          </Button>
          <Button onClick={() => void signOut()}>{t("session.blocked.signOut")}</Button>
        </Flex>
      </Flex>
    </AuthFrame>
  );
}
