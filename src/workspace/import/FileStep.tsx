/** First step: a file is dropped or chosen, or cells are pasted. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Input, Segmented, Spin, Typography, Upload } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/useText";
import type { FileProblem } from "./read/FileProblem";

interface FileStepProps {
  isReading: boolean;
  problem: FileProblem | undefined;
  onOpen: (content: File | string, name: string) => void;
}

export function FileStep({ isReading, problem, onOpen }: FileStepProps) {
  const t = useText();
  const [isPasting, setIsPasting] = useState(false);
  const [text, setText] = useState("");
  return (
    <Flex vertical gap={16}>
      <Segmented
        aria-label={t("import.source")}
        value={isPasting ? "paste" : "file"}
        onChange={(value) => setIsPasting(value === "paste")}
        options={[
          { value: "file", label: t("import.aFile") },
          { value: "paste", label: t("import.pasted") },
        ]}
        style={{ alignSelf: "flex-start" }}
      />
      {problem && (
        <Alert
          type="error"
          showIcon
          role="alert"
          message={t(`import.file.${problem.key}`, problem.details)}
        />
      )}
      <Spin spinning={isReading} tip={t("import.reading")}>
        {isPasting ? (
          <Flex vertical gap={12} align="flex-start">
            <Input.TextArea
              aria-label={t("import.pasted")}
              placeholder={t("import.pasteHere")}
              autoSize={{ minRows: 8, maxRows: 16 }}
              value={text}
              onChange={(event) => setText(event.target.value)}
              style={{ fontFamily: "monospace" }}
            />
            <Button
              type="primary"
              disabled={text.trim() === ""}
              onClick={() => onOpen(text, t("import.pasted"))}
            >
              {t("import.next")}
            </Button>
          </Flex>
        ) : (
          <Upload.Dragger
            accept=".csv,.tsv,.txt,.xlsx,.xlsm"
            showUploadList={false}
            disabled={isReading}
            beforeUpload={(file) => {
              onOpen(file, file.name);
              return false;
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined />
            </p>
            <p className="ant-upload-text">{t("import.drop")}</p>
            <p className="ant-upload-hint">{t("import.formats")}</p>
          </Upload.Dragger>
        )}
      </Spin>
      <Typography.Text type="secondary">{t("import.promise")}</Typography.Text>
    </Flex>
  );
}
