/** Import and export of a list, for roles that may; fetched while the rows are. */
import { ExportButton } from "../export/ExportButton";
import type { ExportDialogProps } from "../export/ExportDialog";
import { ImportButton } from "../import/ImportButton";

export function FileButtons(props: Omit<ExportDialogProps, "onClose">) {
  const { actions, name } = props.entity;
  return (
    <>
      {actions.import && (actions.create || actions.update) && <ImportButton entity={name} />}
      {actions.export && <ExportButton {...props} />}
    </>
  );
}
