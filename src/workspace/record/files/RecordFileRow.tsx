/** One file of a record: its picture or its name, who added it when, and a way to remove it. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Flex, theme, Typography } from "antd";
import type { RecordFile } from "../../../data/config/recordFiles";
import { FileLink } from "../../../field-types/shared/FileLink";
import { Thumbnail } from "../../../field-types/shared/Thumbnail";
import { useText } from "../../../i18n/useText";
import { Moment } from "../../../ui/Moment";
import { sizeText } from "./sizeText";

interface RecordFileRowProps {
  file: RecordFile;
  onRemove: (() => void) | undefined;
}

export function RecordFileRow({ file, onRemove }: RecordFileRowProps) {
  const t = useText();
  const { token } = theme.useToken();
  const value = `${file.id}/${file.name}`;
  return (
    <Flex
      component="li"
      align="center"
      gap={12}
      style={{ paddingBlock: 8, borderBottom: `1px solid ${token.colorBorderSecondary}` }}
    >
      {file.mediaType.startsWith("image/") && <Thumbnail file={value} isCompact />}
      <Flex vertical style={{ flex: 1, minWidth: 0 }} align="start">
        <FileLink file={value} isCompact={false} />
        <Typography.Text type="secondary">
          {t("files.by", { size: sizeText(file.size), name: file.memberName ?? "" })} ·{" "}
          <Moment at={file.at} />
        </Typography.Text>
      </Flex>
      {onRemove && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t("files.remove", { name: file.name })}
          onClick={onRemove}
        />
      )}
    </Flex>
  );
}
