/** Takes the rows of a list along as a file; only for roles that may. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../i18n/useText";
import type { ExportDialogProps } from "./ExportDialog";

const ExportDialog = lazy(async () => ({ default: (await import("./ExportDialog")).ExportDialog }));

export function ExportButton(props: Omit<ExportDialogProps, "onClose">) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setIsOpen(true)}>
        {t("export.button")}
      </Button>
      <Suspense>{isOpen && <ExportDialog {...props} onClose={() => setIsOpen(false)} />}</Suspense>
    </>
  );
}
