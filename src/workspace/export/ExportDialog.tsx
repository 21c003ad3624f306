/** Asks which file and which columns, then writes it, with progress; can be cancelled at any time. */
import { Alert, Form, Modal, Progress, Radio, Typography } from "antd";
import { useRef, useState } from "react";
import { DataError } from "../../data/DataError";
import { useExportableFields } from "../../data/useExportableFields";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Condition } from "../../model/condition";
import type { Entity, Field, Sort } from "../../model/snapshot";
import { useWriteFile } from "./useWriteFile";

export interface ExportDialogProps {
  entity: Entity;
  /** The columns shown now. */
  fields: readonly Field[];
  condition: Condition | undefined;
  search: string;
  sort: readonly Sort[];
  onClose: () => void;
}

export function ExportDialog({ entity, fields, condition, search, sort, onClose }: ExportDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const writeFile = useWriteFile(entity);
  const { answer: exportable, isLoading, error } = useExportableFields(entity.name);
  const [format, setFormat] = useState<"xlsx" | "csv">("xlsx");
  const [isAll, setIsAll] = useState(false);
  const [progress, setProgress] = useState<{ read: number; total: number }>();
  const [problem, setProblem] = useState<string>();
  const cancel = useRef<AbortController>(undefined);

  const mayExport = ({ name }: Field) => exportable?.includes(name) ?? false;
  const columns = (isAll ? entity.fields : fields).filter(mayExport);
  const leftOut = exportable && !isAll ? fields.filter((field) => !mayExport(field)) : [];

  const handleExport = async () => {
    cancel.current = new AbortController();
    setProblem(undefined);
    setProgress({ read: 0, total: 0 });
    try {
      await writeFile(
        { fields: columns, format, condition, search, sort },
        { signal: cancel.current.signal, onProgress: (read, total) => setProgress({ read, total }) },
      );
      onClose();
    } catch (failure) {
      setProgress(undefined);
      if (cancel.current.signal.aborted) return;
      if (!(failure instanceof DataError)) throw failure;
      setProblem(failure.message);
    }
  };
  const handleCancel = () => {
    cancel.current?.abort();
    if (!progress) onClose();
  };
  const shownProblem = problem ?? error?.message;
  return (
    <Modal
      open
      title={t("export.title", { entity: labelOf(entity.label) })}
      okText={t("export.start")}
      okButtonProps={{ disabled: isLoading || columns.length === 0, loading: progress !== undefined }}
      onOk={() => void handleExport()}
      cancelText={t("general.cancel")}
      onCancel={handleCancel}
      maskClosable={false}
    >
      {shownProblem !== undefined && (
        <Alert type="error" showIcon role="alert" message={shownProblem} style={{ marginBottom: 12 }} />
      )}
      <Form layout="vertical" component="div" disabled={progress !== undefined}>
        <Form.Item label={t("export.format")}>
          <Radio.Group
            value={format}
            onChange={(event) => setFormat(event.target.value === "csv" ? "csv" : "xlsx")}
            options={[
              { value: "xlsx", label: t("export.xlsx") },
              { value: "csv", label: t("export.csv") },
            ]}
          />
        </Form.Item>
        <Form.Item label={t("export.columns")} extra={t("export.rows")}>
          <Radio.Group
            value={isAll}
            onChange={(event) => setIsAll(event.target.value === true)}
            options={[
              { value: false, label: t("export.shown") },
              { value: true, label: t("export.all", { count: exportable?.length ?? 0 }) },
            ]}
          />
        </Form.Item>
      </Form>
      {leftOut.length > 0 && (
        <Typography.Paragraph type="warning" role="status">
          {t("export.leftOut", { fields: leftOut.map(({ label }) => labelOf(label)).join(", ") })}
        </Typography.Paragraph>
      )}
      {progress && (
        <>
          <Progress
            percent={progress.total === 0 ? 0 : Math.round((100 * progress.read) / progress.total)}
            aria-label={t("export.button")}
          />
          <Typography.Text type="secondary" role="status">
            {t("export.progress", progress)}
          </Typography.Text>
        </>
      )}
    </Modal>
  );
}
