/** Sign-in with e-mail address and password; in a local demo also by one click. */
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { DataError } from "../data/DataError";
import { reasonMessage } from "../data/translate";
import { useSession } from "../data/useSession";
import { type Credentials, useSignIn } from "../data/useSignIn";
import { useText } from "../i18n/useText";
import { AuthFrame } from "./AuthFrame";
import { DemoMembers } from "./DemoMembers";
import { returnPath } from "./returnPath";

export function SignInPage() {
  const t = useText();
  const location = useLocation();
  const { status, notice } = useSession();
  const { signIn, isSigningIn } = useSignIn();
  const [problem, setProblem] = useState<string>();

  if (status === "signedIn") return <Navigate to={returnPath(location.state)} replace />;

  const handleSignIn = async (credentials: Credentials) => {
    setProblem(undefined);
    try {
      await signIn(credentials);
    } catch (error) {
      if (error instanceof DataError) setProblem(error.message);
    }
  };
  const shownNotice = notice === undefined ? undefined : reasonMessage(notice);

  return (
    <AuthFrame title={t("session.signIn.title")}>
      {problem !== undefined && (
        <Alert type="error" showIcon message={problem} style={{ marginBottom: 20 }} />
      )}
      {problem === undefined && shownNotice && (
        <Alert type="warning" showIcon message={shownNotice} style={{ marginBottom: 20 }} />
      )}
      <Form<Credentials>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(credentials) => void handleSignIn(credentials)}
        validateTrigger="onSubmit"
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
          <Input type="email" autoComplete="username" autoFocus inputMode="email" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("session.signIn.password")}
          rules={[{ required: true, message: t("session.signIn.passwordNeeded") }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isSigningIn}>
          {t("session.signIn.submit")}
        </Button>
        <div style={{ marginTop: 16, textAlign: "center" }}>
          <Link to="/reset-password">{t("session.signIn.forgot")}</Link>
        </div>
      </Form>
      <DemoMembers isBusy={isSigningIn} onChoose={(credentials) => void handleSignIn(credentials)} />
    </AuthFrame>
  );
}
