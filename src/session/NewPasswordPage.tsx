/** The member must choose a password: it is his initial one, or a mail link brought him here. */
import { Alert, App } from "antd";
import { useState } from "react";
import type { LinkKind } from "../data/SessionContext";
import { useSession } from "../data/useSession";
import { useText } from "../i18n/useText";
import { AuthFrame } from "./AuthFrame";
import { NewPasswordForm } from "./NewPasswordForm";
import { SignOutLink } from "./SignOutLink";

interface NewPasswordPageProps {
  why: LinkKind | "forced";
  /** The password is set; the app may be tried again. */
  onDone: () => Promise<void>;
}

export function NewPasswordPage({ why, onDone }: NewPasswordPageProps) {
  const t = useText();
  const { message } = App.useApp();
  const { email = "", finishLink } = useSession();
  const [problem, setProblem] = useState<string>();
  const titles = {
    forced: t("session.newPassword.forcedTitle"),
    invite: t("session.newPassword.inviteTitle", { app: t("general.appName") }),
    recovery: t("session.newPassword.recoveryTitle"),
  };
  const texts = {
    forced: t("session.newPassword.forcedText"),
    invite: t("session.newPassword.inviteText", { email }),
    recovery: t("session.newPassword.recoveryText", { email }),
  };

  const handleDone = async () => {
    void message.success(t("session.newPassword.done"));
    finishLink();
    await onDone();
  };

  return (
    <AuthFrame title={titles[why]} text={texts[why]}>
      {problem !== undefined && (
        <Alert type="error" showIcon message={problem} style={{ marginBottom: 20 }} />
      )}
      <NewPasswordForm
        size="large"
        email={email}
        {...(why === "forced" && { currentLabel: t("session.newPassword.initial") })}
        submitLabel={t("session.newPassword.submit")}
        onDone={handleDone}
        onRefused={(error) => setProblem(error.message)}
      />
      <SignOutLink />
    </AuthFrame>
  );
}
