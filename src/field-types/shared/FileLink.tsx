/** One file by its name; a click downloads it. */
import { PaperClipOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useDownloadFile } from "../../data/useDownloadFile";
import { useText } from "../../i18n/useText";
import { fileId, fileName } from "./fileName";

export interface FileProps {
  /** `<id>/<name>` */
  file: string;
  isCompact: boolean;
}

export function FileLink({ file, isCompact }: FileProps) {
  const t = useText();
  const { message } = App.useApp();
  const { download, isLoading } = useDownloadFile();
  const name = fileName(file);
  return (
    <Button
      type="link"
      size="small"
      icon={<PaperClipOutlined />}
      loading={isLoading}
      aria-label={t("files.download", { name })}
      title={name}
      onClick={(event) => {
        event.stopPropagation();
        download(fileId(file), name).catch((error: unknown) => {
          if (error instanceof Error) void message.error(error.message);
        });
      }}
      style={{ paddingInline: 0, maxWidth: isCompact ? 150 : "100%", justifyContent: "flex-start" }}
    >
      <span style={{ overflow: "hidden", textOverflow: "ellipsis" }}>{name}</span>
    </Button>
  );
}
