/** Six digits of an authenticator app; sent as soon as the last one is typed. */
import { Button, Form, Input } from "antd";
import { DataError } from "../data/DataError";
import { useText } from "../i18n/useText";

interface CodeFormProps {
  isBusy: boolean;
  /** Throws DataError when the code is wrong. */
  onCode: (code: string) => Promise<void>;
}

const codeLength = 6;

export function CodeForm({ isBusy, onCode }: CodeFormProps) {
  const t = useText();
  const [form] = Form.useForm<{ code: string }>();

  const handleCode = async (code: string) => {
    try {
      await onCode(code);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      form.setFields([{ name: "code", value: "", errors: [error.message] }]);
    }
  };

  return (
    <Form<{ code: string }>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={({ code }) => void handleCode(code)}
    >
      <Form.Item
        name="code"
        label={t("session.secondStep.code")}
        rules={[{ required: true, len: codeLength, message: t("session.secondStep.code") }]}
        validateTrigger="onSubmit"
      >
        <Input.OTP
          autoFocus
          length={codeLength}
          disabled={isBusy}
          formatter={(text) => text.replace(/\D/g, "")}
          onChange={(code) => void handleCode(code)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t("session.secondStep.submit")}
      </Button>
    </Form>
  );
}
