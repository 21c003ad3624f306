/** Takes one file, by click, by keyboard or dropped; nothing is sent anywhere yet. */
import { FileTextOutlined } from "@ant-design/icons";
import { Spin, Upload } from "antd";
import { useText } from "../../i18n/useText";

interface FileDropProps {
  isBusy: boolean;
  onChosen: (file: File) => void;
}

export function FileDrop({ isBusy, onChosen }: FileDropProps) {
  const t = useText();
  return (
    <Upload.Dragger
      accept=".json,application/json"
      showUploadList={false}
      disabled={isBusy}
      beforeUpload={(file) => {
        onChosen(file);
        return false;
      }}
    >
      <Spin spinning={isBusy}>
        <p className="ant-upload-drag-icon">
          <FileTextOutlined />
        </p>
        <p className="ant-upload-text">{t("configuration.openHint")}</p>
      </Spin>
    </Upload.Dragger>
  );
}
