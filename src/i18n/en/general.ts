/** Words used everywhere. */
export const general = {
  appName: "Kontor",
  save: "Save",
  cancel: "Cancel",
  delete: "Delete",
  edit: "Edit",
  retry: "Try again",
  reload: "Reload",
  loading: "Loading",
  yes: "Yes",
  no: "No",
  more: "More",
  copy: "Copy",
  copied: "Copied",
};
