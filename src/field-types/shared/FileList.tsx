/** The files of a field: pictures as small pictures, others by name; a click opens or downloads. */
import { Flex, Typography } from "antd";
import { useText } from "../../i18n/useText";
import type { DisplayProps } from "../FieldType";
import { FileLink } from "./FileLink";
import { parseList } from "./parseList";
import { Thumbnail } from "./Thumbnail";

const shownInCell = 3;

export function FileList({ field, value, isCompact }: DisplayProps) {
  const t = useText();
  const files = parseList(value) ?? [];
  const shown = isCompact ? files.slice(0, shownInCell) : files;
  const rest = files.length - shown.length;
  const File = field.type === "image" ? Thumbnail : FileLink;
  return (
    <Flex gap={isCompact ? 4 : 8} align="center" wrap={!isCompact} style={{ overflow: "hidden" }}>
      {shown.map((file) => (
        <File key={file} file={file} isCompact={isCompact} />
      ))}
      {rest > 0 && (
        <Typography.Text type="secondary" title={t("files.more", { count: rest })}>
          +{rest}
        </Typography.Text>
      )}
    </Flex>
  );
}
