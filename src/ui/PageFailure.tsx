/** Stands in for a page that broke; after an update of the app its parts are gone and only reloading helps. */
import { Button, Flex, Result, Typography } from "antd";
import { useText } from "../i18n/useText";

interface PageFailureProps {
  error: Error;
  onRetry?: () => void;
}

const isMissingPart = (error: Error) =>
  /dynamically imported module|module script failed|Loading chunk/i.test(error.message);

export function PageFailure({ error, onRetry }: PageFailureProps) {
  const t = useText();
  const isOutdated = isMissingPart(error);
  return (
    <Result
      status={isOutdated ? "info" : "error"}
      title={isOutdated ? t("shell.failure.outdatedTitle") : t("shell.failure.title")}
      subTitle={isOutdated ? t("shell.failure.outdatedText") : t("shell.failure.text")}
      extra={
        <Flex vertical gap="middle" align="center">
          <Flex gap="small">
            {onRetry && !isOutdated && <Button onClick={onRetry}>{t("general.retry")}</Button>}
            <Button type="primary" onClick={() => window.location.reload()}>
              {t("general.reload")}
            </Button>
          </Flex>
          {!isOutdated && <Typography.Text type="secondary">{error.message}</Typography.Text>}
        </Flex>
      }
    />
  );
}
