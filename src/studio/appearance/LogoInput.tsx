/** Takes a small picture as a data URL: shown as an image only, so that no script in it can run. */
import { UploadOutlined } from "@ant-design/icons";
import { Button, Flex, Upload } from "antd";
import { useText } from "../../i18n/useText";
import { Logo } from "../../ui/Logo";

interface LogoInputProps {
  value: string | null;
  onChange: (logo: string | null) => void;
  onProblem: (text: string | undefined) => void;
}

const types = ["image/svg+xml", "image/png", "image/jpeg", "image/webp"];
const largest = 64 * 1024;

export function LogoInput({ value, onChange, onProblem }: LogoInputProps) {
  const t = useText();
  const take = (file: File) => {
    if (!types.includes(file.type) || file.size > largest) {
      onProblem(t("appearance.logoUnfit"));
      return;
    }
    const reader = new FileReader();
    reader.onload = () => {
      onProblem(undefined);
      if (typeof reader.result === "string") onChange(reader.result);
    };
    reader.readAsDataURL(file);
  };
  return (
    <Flex gap={12} align="center">
      <Logo size={40} />
      <Upload
        accept={types.join(",")}
        showUploadList={false}
        beforeUpload={(file) => {
          take(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />}>{t("appearance.chooseLogo")}</Button>
      </Upload>
      {value !== null && <Button onClick={() => onChange(null)}>{t("appearance.removeLogo")}</Button>}
    </Flex>
  );
}
