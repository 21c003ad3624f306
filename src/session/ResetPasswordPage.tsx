/** Asks for the mail with a link that lets one choose a new password. */
import { Alert, Button, Form, Input, Result } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { DataError } from "../data/DataError";
import { usePassword } from "../data/usePassword";
import { useText } from "../i18n/useText";
import { AuthFrame } from "./AuthFrame";

export function ResetPasswordPage() {
  const t = useText();
  const { requestReset, isRequesting } = usePassword();
  const [sentTo, setSentTo] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const handleRequest = async ({ email }: { email: string }) => {
    setProblem(undefined);
    try {
      await requestReset(email);
      setSentTo(email.trim());
    } catch (error) {
      if (error instanceof DataError) setProblem(error.message);
    }
  };
  const back = <Link to="/sign-in">{t("session.reset.back")}</Link>;

  if (sentTo !== undefined) {
    return (
      <AuthFrame title={t("session.reset.sentTitle")}>
        <Result
          status="success"
          subTitle={t("session.reset.sentText", { email: sentTo })}
          extra={back}
          style={{ padding: "24px 0" }}
        />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t("session.reset.title")} text={t("session.reset.text")}>
      {problem !== undefined && (
        <Alert type="error" showIcon message={problem} style={{ marginBottom: 20 }} />
      )}
      <Form<{ email: string }>
        layout="vertical"
        size="large"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(values) => void handleRequest(values)}
      >
        <Form.Item
          name="email"
          label={t("session.signIn.email")}
          rules={[
            { required: true, message: t("session.signIn.emailNeeded") },
            {
              type: "email",
              transform: (value: string) => value.trim(),
              message: t("session.signIn.emailWrong"),
            },
          ]}
        >
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isRequesting}>
          {t("session.reset.submit")}
        </Button>
        <div style={{ marginTop: 16, textAlign: "center" }}>{back}</div>
      </Form>
    </AuthFrame>
  );
}
