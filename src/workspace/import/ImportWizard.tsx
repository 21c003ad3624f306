/** Three steps from a file to records: the file, its columns, the rehearsal. */
import { App, Flex, Skeleton, Steps } from "antd";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { DataError } from "../../data/DataError";
import type { ImportSetup } from "../../data/importing";
import { usePublish } from "../../data/usePublish";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { downloadText } from "../../ui/downloadText";
import { useIsPhone } from "../../ui/useIsPhone";
import { autoMatch } from "./autoMatch";
import { columnName } from "./columnName";
import type { ImportSettings } from "./ImportSettings";
import { isWritten } from "./isWritten";
import { type MissingOptions, missingOptions, optionsChange } from "./missingOptions";
import { memoryOf } from "./memoryOf";
import type { TableInfo } from "./read/ImportTable";
import { useImportCheck } from "./useImportCheck";
import { useImportFile } from "./useImportFile";

const FileStep = lazy(async () => ({ default: (await import("./FileStep")).FileStep }));
const ColumnsStep = lazy(async () => ({ default: (await import("./ColumnsStep")).ColumnsStep }));
const CheckStep = lazy(async () => ({ default: (await import("./CheckStep")).CheckStep }));
const DoneStep = lazy(async () => ({ default: (await import("./DoneStep")).DoneStep }));

interface ImportWizardProps {
  entity: Entity;
  setup: ImportSetup;
}

export function ImportWizard({ entity, setup }: ImportWizardProps) {
  const t = useText();
  const { message } = App.useApp();
  const { snapshot } = useSnapshot();
  const isPhone = useIsPhone();
  const { file, problem, isReading, open, show } = useImportFile();
  const importable = useMemo(() => new Set([...setup.create, ...setup.update, ...setup.identify]), [setup]);
  const fields = useMemo(
    () => entity.fields.filter(({ name }) => importable.has(name)),
    [entity.fields, importable],
  );
  const { state, check, write, cancel } = useImportCheck(entity, fields);
  const [settings, setSettings] = useState<ImportSettings>();
  const [isChoosing, setIsChoosing] = useState(true);
  /** What was matched on this page already. */
  const [latest, setLatest] = useState<Record<string, string>>({});
  const change = (changes: Partial<ImportSettings>) =>
    setSettings((before) => {
      if (!before) return before;
      const next = { ...before, ...changes };
      const names = Object.values(next.matched);
      return { ...next, identifiers: next.identifiers.filter((name) => names.includes(name)) };
    });

  const begin = (info: TableInfo) => {
    setSettings({
      matched: autoMatch(info.columns, fields, { ...setup.memory, ...latest }),
      dateOrders: {},
      decimals: {},
      mode: setup.create.length > 0 ? "create" : "update",
      identifiers: [],
      isClearing: false,
    });
    setIsChoosing(false);
  };

  // A field that was just made takes the column that it was made for.
  const known = useRef(fields.length);
  useEffect(() => {
    const isMore = fields.length > known.current;
    known.current = fields.length;
    if (!isMore || !file) return;
    setSettings((before) => {
      if (!before) return before;
      const kept = Object.fromEntries(Object.entries(before.matched).filter(([, name]) => name !== ""));
      return { ...before, matched: { ...autoMatch(file.info.columns, fields, {}), ...kept } };
    });
  }, [fields, file]);

  const columnOf = (field: string) => {
    const column = file?.info.columns.find(({ index }) => settings?.matched[index] === field);
    return column ? columnName(column) : "";
  };
  const download = async () => {
    const reasons: Record<string, string> = {};
    for (const { row, message } of state?.findings ?? []) {
      if (row !== null) reasons[row] = reasons[row] === undefined ? message : `${reasons[row]}; ${message}`;
    }
    const text = await file?.table.failed({ reasons, headings: [t("import.row"), t("import.reason")] });
    if (text !== undefined) downloadText(t("import.failedFile"), text, "text/csv");
  };
  const mayConfigure = snapshot?.role.mayConfigure.includes("entities") ?? false;
  const extensible = fields.filter(({ name }) => setup.extend.includes(name));
  const { publish, isPublishing } = usePublish();
  const addOptions = async (chosen: MissingOptions[]) => {
    if (!file || !settings) return;
    try {
      const world = await publish(...chosen.map((missing) => optionsChange(entity.name, missing)));
      const changed = world?.entities.find(({ name }) => name === entity.name)?.fields ?? fields;
      await check(file, settings, changed.filter(isWritten(setup, settings)));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      void message.error(error.message);
    }
  };
  const restart = () => {
    cancel();
    setIsChoosing(true);
  };

  const step = isChoosing || !file || !settings ? 0 : state ? 2 : 1;
  return (
    <Flex vertical gap={24}>
      <Steps
        size="small"
        // On a phone side by side, too: under each other they would take half of it.
        responsive={false}
        labelPlacement={isPhone ? "vertical" : "horizontal"}
        current={state?.phase === "done" ? 3 : step}
        items={[
          { title: t("import.steps.file") },
          { title: t("import.steps.columns") },
          { title: t("import.steps.check") },
        ]}
      />
      <Suspense fallback={<Skeleton active />}>
        {step === 0 || !file || !settings ? (
          <FileStep
            isReading={isReading}
            problem={problem}
            onOpen={(content, name) =>
              void open(content, name).then((opened) => opened && begin(opened.info))
            }
          />
        ) : !state ? (
          <ColumnsStep
            entity={entity.name}
            file={file}
            fields={fields}
            unwritten={entity.fields.filter((field) => !isWritten(setup, settings)(field))}
            setup={setup}
            mayAddFields={mayConfigure}
            settings={settings}
            onChange={change}
            onShow={(part) => void show(part).then((shown) => shown && begin(shown.info))}
            onBack={restart}
            onNext={() => {
              setLatest(memoryOf(file.info, settings));
              void check(file, settings, fields.filter(isWritten(setup, settings)));
            }}
          />
        ) : state.phase === "done" && state.outcome ? (
          <DoneStep
            outcome={state.outcome}
            settings={settings}
            file={file.name}
            list={`/e/${entity.name}`}
            onAgain={restart}
          />
        ) : (
          <CheckStep
            state={state}
            settings={settings}
            columnOf={columnOf}
            missing={missingOptions(extensible, state.cells)}
            mayAddOptions={mayConfigure}
            isAddingOptions={isPublishing}
            onAddOptions={(chosen) => void addOptions(chosen)}
            onWrite={() => void write()}
            onRetry={() => void check(file, settings, fields.filter(isWritten(setup, settings)))}
            onBack={cancel}
            onCancel={cancel}
            onDownload={() => void download()}
          />
        )}
      </Suspense>
    </Flex>
  );
}
