/** A picture as large as the window lets it be, with its name and a way to keep it. */
import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Modal, Skeleton } from "antd";
import { useDownloadFile } from "../../data/useDownloadFile";
import { useFileAddress } from "../../data/useFileAddress";
import { useText } from "../../i18n/useText";
import { fileId, fileName } from "./fileName";

interface PicturePreviewProps {
  file: string;
  onClose: () => void;
}

export function PicturePreview({ file, onClose }: PicturePreviewProps) {
  const t = useText();
  const { message } = App.useApp();
  const { download, isLoading } = useDownloadFile();
  const { address, isMissing } = useFileAddress(`${fileId(file)}/original`);
  const name = fileName(file);
  return (
    // A click on the picture must not open the row behind it.
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <Modal
        open
        centered
        width="min(960px, 92vw)"
        title={name}
        onCancel={onClose}
        footer={
          <Button
            icon={<DownloadOutlined />}
            loading={isLoading}
            onClick={() => {
              download(fileId(file), name).catch((error: unknown) => {
                if (error instanceof Error) void message.error(error.message);
              });
            }}
          >
            {t("files.download", { name: "" })}
          </Button>
        }
      >
        {address ? (
          <img
            src={address}
            alt={name}
            style={{ display: "block", maxWidth: "100%", maxHeight: "70vh", margin: "0 auto" }}
          />
        ) : isMissing ? (
          t("errors.reason.file_missing")
        ) : (
          <Skeleton.Image active style={{ width: "100%", height: 320 }} />
        )}
      </Modal>
    </span>
  );
}
