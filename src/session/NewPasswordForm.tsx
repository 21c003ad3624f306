/** Two fields for a new password, with the old one above them where it is known and asked for. */
import { Button, Form, Input } from "antd";
import { DataError } from "../data/DataError";
import { usePassword } from "../data/usePassword";
import { useText } from "../i18n/useText";
import { useNewPasswordRules } from "./useNewPasswordRules";

interface Passwords {
  currentPassword?: string;
  password: string;
  again: string;
}

interface NewPasswordFormProps {
  submitLabel: string;
  /** Label of a field for the password that holds until now; absent = it is not asked for. */
  currentLabel?: string;
  size?: "large" | "middle";
  /** For password managers. */
  email?: string | undefined;
  onDone: () => void | Promise<void>;
  onRefused: (error: DataError) => void;
}

export function NewPasswordForm(props: NewPasswordFormProps) {
  const { submitLabel, currentLabel, size = "middle", email, onDone, onRefused } = props;
  const t = useText();
  const rules = useNewPasswordRules();
  const [form] = Form.useForm<Passwords>();
  const { changePassword, isChanging } = usePassword();

  const handleFinish = async ({ password, currentPassword }: Passwords) => {
    try {
      await changePassword({ password, ...(currentPassword !== undefined && { currentPassword }) });
      form.resetFields();
      await onDone();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      const { password: own, currentPassword: current } = error.fieldErrors;
      if (own) form.setFields([{ name: "password", errors: [own] }]);
      else if (current && currentLabel !== undefined)
        form.setFields([{ name: "currentPassword", errors: [current] }]);
      else onRefused(error);
    }
  };

  return (
    <Form<Passwords>
      form={form}
      layout="vertical"
      size={size}
      requiredMark={false}
      validateTrigger={["onSubmit", "onBlur"]}
      onFinish={(values) => void handleFinish(values)}
    >
      <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
      {currentLabel !== undefined && (
        <Form.Item
          name="currentPassword"
          label={currentLabel}
          rules={[{ required: true, message: t("errors.reason.required") }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <Form.Item
        name="password"
        label={t("session.newPassword.password")}
        extra={rules.hint}
        rules={rules.password}
        validateFirst
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("session.newPassword.again")}
        dependencies={["password"]}
        rules={rules.again}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isChanging} block={size === "large"}>
        {submitLabel}
      </Button>
    </Form>
  );
}
