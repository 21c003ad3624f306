/** Stands in for what could not be shown: which right or rule refused, whom to ask, or how to try again. */
import { Button, Flex, Result, Typography } from "antd";
import { Link } from "react-router";
import { useText } from "../i18n/useText";

interface ErrorStateProps {
  error: { message: string; status?: number; reason?: string };
  onRetry?: () => void;
  /** Label of the active role, for refusals. */
  role?: string | undefined;
}

export function ErrorState({ error, onRetry, role }: ErrorStateProps) {
  const t = useText();
  const { status } = error;
  const isRefusal = status === 403;
  const isMissing = status === 404;
  const titles: Record<number, string> = {
    0: t("shell.state.offlineTitle"),
    403: t("shell.state.refusedTitle"),
    404: t("shell.state.missingTitle"),
  };

  return (
    <Result
      status={isRefusal ? "403" : isMissing ? "404" : "warning"}
      title={titles[status ?? -1] ?? t("shell.state.failedTitle")}
      subTitle={
        <Flex vertical gap={4}>
          <span>{error.message}</span>
          {isRefusal && role && (
            <Typography.Text type="secondary">{t("shell.state.askAdmin", { role })}</Typography.Text>
          )}
        </Flex>
      }
      extra={
        <Flex gap="small" justify="center">
          {onRetry && !isRefusal && !isMissing && (
            <Button type="primary" onClick={onRetry}>
              {t("general.retry")}
            </Button>
          )}
          <Link to="/">
            <Button>{t("shell.state.goHome")}</Button>
          </Link>
        </Flex>
      }
    />
  );
}
