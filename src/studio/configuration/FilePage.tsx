/** The configuration as a file: download it, see what another one would change, apply it. */
import { DownloadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Flex, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { DataError } from "../../data/DataError";
import type { PlanStep } from "../../data/config/planStep";
import { useConfigurationFile } from "../../data/useConfigurationFile";
import { useText } from "../../i18n/useText";
import { configurationText } from "../../model/configurationText";
import { downloadText } from "../../ui/downloadText";
import { PageHeader } from "../../ui/PageHeader";
import { readConfiguration } from "./readConfiguration";

const FileDrop = lazy(async () => ({ default: (await import("./FileDrop")).FileDrop }));
const FilePlan = lazy(async () => ({ default: (await import("./FilePlan")).FilePlan }));

interface OpenedFile {
  name: string;
  file: object;
  steps: PlanStep[];
}

export function FilePage() {
  const t = useText();
  const { message } = App.useApp();
  const { fetchFile, planFile, applyFile, isFetching, isPlanning, isApplying } = useConfigurationFile();
  const [opened, setOpened] = useState<OpenedFile>();
  const [problem, setProblem] = useState<string>();

  const attempt = async (action: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  const download = () =>
    attempt(async () => {
      const day = new Date().toISOString().slice(0, 10);
      downloadText(`kontor-${day}.json`, configurationText(await fetchFile()), "application/json");
    });
  const open = (chosen: File) =>
    attempt(async () => {
      setOpened(undefined);
      const file = readConfiguration(await chosen.text());
      if (!file) setProblem(t("configuration.notJson"));
      else setOpened({ name: chosen.name, file, steps: await planFile(file) });
    });
  const apply = (note: string) =>
    attempt(async () => {
      if (!opened) return;
      await applyFile(opened.file, note || opened.name);
      setOpened(undefined);
      void message.success(t("configuration.applied"));
    });

  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("configuration.file")}
        subtitle={t("configuration.fileSubtitle")}
        actions={
          <Button
            type="primary"
            icon={<DownloadOutlined />}
            loading={isFetching}
            onClick={() => void download()}
          >
            {t("configuration.exportFile")}
          </Button>
        }
      />
      <Card size="small" title={t("configuration.openTitle")}>
        <Flex vertical gap={12}>
          <Typography.Text type="secondary">{t("configuration.openText")}</Typography.Text>
          <Suspense fallback={<div style={{ minHeight: 118 }} />}>
            <FileDrop isBusy={isPlanning} onChosen={(chosen) => void open(chosen)} />
          </Suspense>
          {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
          <Suspense>
            {opened && (
              <FilePlan
                name={opened.name}
                steps={opened.steps}
                isApplying={isApplying}
                onApply={(note) => void apply(note)}
              />
            )}
          </Suspense>
        </Flex>
      </Card>
    </Flex>
  );
}
