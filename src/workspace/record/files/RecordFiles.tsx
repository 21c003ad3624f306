/** Files of a record that are in no field: whoever reads the record reads them, whoever may change it adds and removes. */
import { InboxOutlined } from "@ant-design/icons";
import { App, Button, Flex, Progress, Typography, Upload } from "antd";
import { useState } from "react";
import { readRecordFiles, type RecordFile } from "../../../data/config/recordFiles";
import type { DataRecord } from "../../../data/record";
import { useConfigCall } from "../../../data/useConfigCall";
import { useConfigQuery } from "../../../data/useConfigQuery";
import { useSnapshot } from "../../../data/useSnapshot";
import { useUploadFile } from "../../../data/useUploadFile";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { ListSkeleton } from "../../../ui/ListSkeleton";
import { RecordFileRow } from "./RecordFileRow";

interface RecordFilesProps {
  entity: Entity;
  record: DataRecord;
}

export function RecordFiles({ entity, record }: RecordFilesProps) {
  const t = useText();
  const { message } = App.useApp();
  const { snapshot } = useSnapshot();
  const upload = useUploadFile();
  const { run } = useConfigCall("record_files");
  const [running, setRunning] = useState<Record<string, number>>({});
  const id = String(record.id);
  const asked = useConfigQuery(
    { name: "record_files", isGet: true },
    { entity: entity.name, record_id: id },
    readRecordFiles,
  );
  const { answer, error, refetch } = asked;
  if (error && !answer) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!answer) return <ListSkeleton rows={3} />;

  const take = async (file: File) => {
    const show = (share: number) => setRunning((shares) => ({ ...shares, [file.name]: share }));
    show(0);
    try {
      await upload({ file, record: { entity: entity.name, id }, onProgress: show });
      await refetch();
    } catch (problem) {
      if (problem instanceof Error) void message.error(problem.message);
    } finally {
      setRunning(({ [file.name]: _done, ...others }) => others);
    }
  };

  const remove = async ({ id: file_id, name }: Pick<RecordFile, "id" | "name">, is_undone: boolean) => {
    try {
      await run({ name: "remove_file", args: { file_id, is_undone } });
    } catch (problem) {
      if (problem instanceof Error) void message.error(problem.message);
      return;
    }
    if (is_undone) return;
    const key = `removed ${file_id}`;
    const undo = () => {
      message.destroy(key);
      void remove({ id: file_id, name }, true);
    };
    void message.success({
      key,
      duration: 8,
      content: (
        <>
          {t("files.removed", { name })}
          <Button type="link" size="small" onClick={undo}>
            {t("files.undo")}
          </Button>
        </>
      ),
    });
  };

  const mayAdd = entity.actions.update && !snapshot?.viewAs;
  return (
    <Flex vertical gap={12}>
      {mayAdd && (
        <Upload.Dragger
          multiple
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Flex align="center" justify="center" gap={8} wrap>
            <InboxOutlined />
            <span>{t("files.drop")}</span>
          </Flex>
        </Upload.Dragger>
      )}
      {Object.entries(running).map(([name, share]) => (
        <Flex key={name} vertical>
          <Typography.Text ellipsis>{t("files.uploading", { name })}</Typography.Text>
          <Progress percent={Math.round(share * 100)} size="small" />
        </Flex>
      ))}
      {answer.length === 0 && <EmptyState title={t("files.empty")} description={t("files.emptyText")} />}
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {answer.map((file) => (
          <RecordFileRow
            key={file.id}
            file={file}
            onRemove={file.mayRemove && mayAdd ? () => void remove(file, false) : undefined}
          />
        ))}
      </ul>
    </Flex>
  );
}
