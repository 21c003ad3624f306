/** Stands in for a page that broke; after an update of the app its parts are gone and only reloading helps. */
import { BugOutlined, CloudDownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "../i18n/useText";
import { StateMessage } from "./StateMessage";

interface PageFailureProps {
  error: Error;
  onRetry?: () => void;
}

const isMissingPart = (error: Error) =>
  /dynamically imported module|module script failed|Loading chunk/i.test(error.message);

export function PageFailure({ error, onRetry }: PageFailureProps) {
  const t = useText();
  const reload = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t("general.reload")}
    </Button>
  );
  if (isMissingPart(error)) {
    return (
      <StateMessage
        icon={<CloudDownloadOutlined />}
        title={t("shell.failure.outdatedTitle")}
        text={t("shell.failure.outdatedText")}
        actions={reload}
      />
    );
  }
  return (
    <StateMessage
      icon={<BugOutlined />}
      tone="error"
      title={t("shell.failure.title")}
      text={
        <>
          {t("shell.failure.text")}
          <div>
            <code>{error.message}</code>
          </div>
        </>
      }
      actions={
        <>
          {onRetry && <Button onClick={onRetry}>{t("general.retry")}</Button>}
          {reload}
        </>
      }
    />
  );
}
