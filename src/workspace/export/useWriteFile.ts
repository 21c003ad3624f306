/** Reads the rows and hands them over as a file named after the list and the day. */
import { App } from "antd";
import { useContext } from "react";
import { type ExportRequest, useExportRecords } from "../../data/useExportRecords";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { downloadBlob } from "../../ui/downloadBlob";
import { exportCell } from "./exportCell";
import type { ExportFile } from "./ExportFile";
import { useKnownNames } from "./useKnownNames";

interface FileRequest extends Omit<ExportRequest, "entity" | "fields"> {
  fields: readonly Field[];
}

type Options = Parameters<ReturnType<typeof useExportRecords>>[1];

export function useWriteFile(entity: Entity) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { timeZone } = useContext(FormatSettings);
  const readAll = useExportRecords();
  const knownNames = useKnownNames();

  return async ({ fields, ...request }: FileRequest, options: Options): Promise<void> => {
    const wanted = fields.map(({ name }) => name);
    const records = await readAll({ ...request, entity: entity.name, fields: wanted }, options);
    const names = await knownNames(fields, records);
    const words = { labelOf, timeZone, names, yes: t("general.yes"), no: t("general.no") };
    const title = labelOf(entity.label);
    const file: ExportFile = {
      title,
      columns: fields.map((field) => ({ field, heading: labelOf(field.label) })),
      rows: records.map((record) => fields.map((field) => exportCell(field, record, words))),
    };
    const day = new Date().toISOString().slice(0, 10);
    const blob =
      request.format === "csv"
        ? (await import("./writeCsv")).writeCsv(file)
        : await (await import("./writeXlsx")).writeXlsx(file);
    downloadBlob(`${title} ${day}.${request.format}`, blob);
    void message.success(t("export.done", { count: records.length }));
  };
}
