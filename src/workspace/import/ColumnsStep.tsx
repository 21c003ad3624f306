/** Second step: columns are matched with fields, and it is said what happens to records that are there already. */
import { Alert, Button, Checkbox, Drawer, Flex, Select, Skeleton, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import type { ImportMode, ImportSetup } from "../../data/importing";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { ColumnsTable } from "./ColumnsTable";
import type { ImportSettings } from "./ImportSettings";
import { isDay } from "./isDay";
import { ModeFields } from "./ModeFields";
import type { ColumnInfo } from "./read/ImportTable";
import type { ImportFile } from "./useImportFile";

const AddFieldPanel = lazy(async () => ({
  default: (await import("../../field-editor/AddFieldPanel")).AddFieldPanel,
}));

interface ColumnsStepProps {
  entity: string;
  file: ImportFile;
  fields: readonly Field[];
  /** Fields that this import does not write. */
  unwritten: readonly Field[];
  setup: ImportSetup;
  mayAddFields: boolean;
  settings: ImportSettings;
  onChange: (changes: Partial<ImportSettings>) => void;
  onShow: (part: { sheet: string; hasHeader: boolean }) => void;
  onBack: () => void;
  onNext: () => void;
}

export function ColumnsStep(props: ColumnsStepProps) {
  const { entity, file, fields, setup, settings, onChange } = props;
  const t = useText();
  const { number } = useFormat();
  const [isAdding, setIsAdding] = useState<ColumnInfo>();
  const { info } = file;
  const matched = fields.filter(({ name }) => Object.values(settings.matched).includes(name));
  const identifying = matched.filter(({ name }) => setup.identify.includes(name));
  const allowed = (mode: ImportMode) =>
    mode === "create" || mode === "skip" ? setup.create.length > 0 : setup.update.length > 0;
  const openOrder = info.columns.some(({ index, style }) => {
    const field = matched.find(({ name }) => name === settings.matched[index]);
    return field && isDay(field) && style.isOrderOpen && !style.dateOrder && !settings.dateOrders[index];
  });
  const lacksIdentifier = settings.mode !== "create" && settings.identifiers.length === 0;
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} align="center" wrap>
        <Typography.Text>
          {t("import.fileLine", { name: file.name, count: info.rowCount, rows: number(info.rowCount) })}
          {info.format !== undefined && ` · ${info.format}`}
        </Typography.Text>
        {info.sheets.length > 1 && (
          <Select
            aria-label={t("import.sheet")}
            value={info.sheet}
            onChange={(sheet: string) => props.onShow({ sheet, hasHeader: file.hasHeader })}
            options={info.sheets.map((name) => ({ value: name, label: name }))}
            style={{ minWidth: 160 }}
          />
        )}
        <Checkbox
          checked={file.hasHeader}
          onChange={({ target }) => props.onShow({ sheet: info.sheet, hasHeader: target.checked })}
        >
          {t("import.hasHeader")}
        </Checkbox>
      </Flex>
      <ColumnsTable
        columns={info.columns}
        fields={fields}
        unwritten={props.unwritten}
        settings={settings}
        onChange={onChange}
        onCreateField={props.mayAddFields ? setIsAdding : undefined}
      />
      <ModeFields identifying={identifying} allowed={allowed} settings={settings} onChange={onChange} />
      {openOrder && <Alert type="warning" showIcon message={t("import.openOrder")} />}
      <Flex gap={8}>
        <Button onClick={props.onBack}>{t("import.back")}</Button>
        <Button
          type="primary"
          disabled={matched.length === 0 || lacksIdentifier || openOrder}
          onClick={props.onNext}
        >
          {t("import.check")}
        </Button>
      </Flex>
      <Drawer
        open={isAdding !== undefined}
        title={t("import.createField")}
        onClose={() => setIsAdding(undefined)}
        destroyOnHidden
      >
        <Suspense fallback={<Skeleton active />}>
          <AddFieldPanel entity={entity} onClose={() => setIsAdding(undefined)} />
        </Suspense>
      </Drawer>
    </Flex>
  );
}
