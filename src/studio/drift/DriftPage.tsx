/** What somebody changed directly in the database, in plain words: put it back, or take it over. */
import { CheckOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import type { DriftFinding } from "../../data/config/driftFinding";
import { useConfigAction } from "../../data/useConfigAction";
import { useDrift } from "../../data/useDrift";
import { useRolesPage } from "../../data/useRolesPage";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { StateMessage } from "../../ui/StateMessage";
import { useConfirmAction } from "../useConfirmAction";
import { FindingList } from "./FindingList";

export function DriftPage() {
  const t = useText();
  const confirm = useConfirmAction();
  const { findings, error, isFetching, refetch } = useDrift();
  const { answer: studio } = useRolesPage();
  const { run: restore } = useConfigAction("restore_configuration", () => undefined);
  const { run: adopt } = useConfigAction("adopt_drift", () => undefined);

  const handleRestore = () =>
    confirm({
      title: t("audit.drift.restoreTitle"),
      text: t("audit.drift.restoreText"),
      okText: t("audit.drift.restoreAll"),
      run: () => restore({}),
      done: t("audit.drift.restored"),
    });
  const handleAdopt = (finding: DriftFinding, text: string) =>
    confirm({
      title: t("audit.drift.adoptTitle"),
      text: `${text} ${t("audit.drift.adoptText")}`,
      okText: t("audit.drift.adopt"),
      isDangerous: true,
      run: () => adopt({ finding }),
      done: t("audit.drift.adopted"),
    });

  if (error && !findings) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!findings) return <ListSkeleton rows={4} />;
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("audit.drift.title")}
        subtitle={t("audit.drift.subtitle")}
        actions={
          <>
            <Button loading={isFetching} onClick={() => void refetch()}>
              {t("audit.drift.checkAgain")}
            </Button>
            {findings.length > 0 && (
              <Button type="primary" onClick={handleRestore}>
                {t("audit.drift.restoreAll")}
              </Button>
            )}
          </>
        }
      />
      {findings.length === 0 ? (
        <StateMessage
          icon={<CheckOutlined />}
          title={t("audit.drift.none")}
          text={t("audit.drift.noneText")}
        />
      ) : (
        <FindingList findings={findings} studio={studio} onAdopt={handleAdopt} />
      )}
    </Flex>
  );
}
