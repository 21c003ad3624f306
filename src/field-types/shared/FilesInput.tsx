/** Takes files: chosen, dropped or pasted; each is uploaded at once and belongs to the record when that is saved. */
import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Flex, Progress, Typography, Upload } from "antd";
import { useEffect, useRef, useState } from "react";
import { useUploadFile } from "../../data/useUploadFile";
import { useText } from "../../i18n/useText";
import type { InputProps } from "../FieldType";
import { FileLink } from "./FileLink";
import { fileName } from "./fileName";
import { parseList } from "./parseList";
import { Thumbnail } from "./Thumbnail";

interface FilesInputProps extends InputProps {
  isPicture: boolean;
}

export function FilesInput({ field, id, value, onChange, disabled, isPicture, ...rest }: FilesInputProps) {
  const t = useText();
  const { message } = App.useApp();
  const upload = useUploadFile();
  const [running, setRunning] = useState<Record<string, number>>({});
  const files = parseList(value) ?? [];
  // Several uploads end one after the other, each with the files of before.
  const latest = useRef(files);
  useEffect(() => {
    latest.current = parseList(value) ?? [];
  }, [value]);
  const most = field.options.max_files ?? 1;
  const report = (files: string[]) => {
    latest.current = files;
    onChange?.(parseList(files));
  };

  const take = async (file: File) => {
    if (latest.current.length + Object.keys(running).length >= most && most > 1) {
      void message.error(t("files.tooMany", { count: most }));
      return;
    }
    const show = (share: number) => setRunning((shares) => ({ ...shares, [file.name]: share }));
    show(0);
    try {
      const added = await upload({ file, field: field.id, onProgress: show });
      report(most === 1 ? [added] : [...latest.current, added]);
    } catch (error) {
      if (error instanceof Error) void message.error(error.message);
    } finally {
      setRunning(({ [file.name]: _done, ...others }) => others);
    }
  };

  const File = isPicture ? Thumbnail : FileLink;
  return (
    <Flex vertical gap={8}>
      {files.length > 0 && (
        <Flex gap={8} wrap vertical={!isPicture}>
          {files.map((file) => (
            <Flex key={file} align={isPicture ? "start" : "center"} gap={4} style={{ maxWidth: "100%" }}>
              <File file={file} isCompact={false} />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                disabled={disabled}
                aria-label={t("files.remove", { name: fileName(file) })}
                onClick={() => report(files.filter((other) => other !== file))}
              />
            </Flex>
          ))}
        </Flex>
      )}
      {Object.entries(running).map(([name, share]) => (
        <Flex key={name} vertical>
          <Typography.Text ellipsis>{t("files.uploading", { name })}</Typography.Text>
          <Progress percent={Math.round(share * 100)} size="small" />
        </Flex>
      ))}
      <Upload.Dragger
        id={id}
        multiple={most > 1}
        accept={isPicture ? "image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml" : undefined}
        showUploadList={false}
        disabled={disabled}
        pastable
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
        aria-label={rest["aria-label"]}
        style={{ padding: 0 }}
      >
        <Flex align="center" justify="center" gap={8} wrap>
          <UploadOutlined />
          <span>{t("files.drop")}</span>
          <Typography.Text type="secondary">
            {t("files.limits", { count: most, size: field.options.max_size ?? 20 })}
          </Typography.Text>
        </Flex>
      </Upload.Dragger>
    </Flex>
  );
}
