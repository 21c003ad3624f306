/** Takes back what was just imported; when somebody has worked on it since, that is shown first. */
import { App, Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { DataError } from "../../data/DataError";
import { useUndo } from "../../data/useUndo";
import { useText } from "../../i18n/useText";

const UndoDialog = lazy(async () => ({
  default: (await import("../../view-types/batches/UndoDialog")).UndoDialog,
}));

interface UndoImportProps {
  batch: string;
  /** Name of the file. */
  what: string;
  onUndone: () => void;
}

export function UndoImport({ batch, what, onUndone }: UndoImportProps) {
  const t = useText();
  const { message } = App.useApp();
  const { review, undo } = useUndo();
  const [isRunning, setIsRunning] = useState(false);
  const [isAsking, setIsAsking] = useState(false);

  const run = async () => {
    setIsRunning(true);
    try {
      const { conflictCount, refusedCount } = await review({ batch }, "keep");
      if (conflictCount + refusedCount > 0) {
        setIsAsking(true);
        return;
      }
      await undo({ batch }, "keep");
      void message.success(t("import.undone"));
      onUndone();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      void message.error(error.message);
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <>
      <Button loading={isRunning} onClick={() => void run()}>
        {t("import.undo")}
      </Button>
      <Suspense>
        {isAsking && <UndoDialog subject={{ batch }} what={what} onClose={() => setIsAsking(false)} />}
      </Suspense>
    </>
  );
}
