/** The role demands a second step: connect an authenticator app, or prove that one has it. */
import { Alert, Skeleton, Typography } from "antd";
import { useSecondFactor } from "../data/useSecondFactor";
import { useText } from "../i18n/useText";
import { AuthFrame } from "./AuthFrame";
import { CodeForm } from "./CodeForm";
import { EnrolSteps } from "./EnrolSteps";
import { SignOutLink } from "./SignOutLink";

interface SecondStepPageProps {
  onDone: () => Promise<void>;
}

export function SecondStepPage({ onDone }: SecondStepPageProps) {
  const t = useText();
  const { factors, isLoading, error, verify, isVerifying } = useSecondFactor();

  if (isLoading || error) {
    return (
      <AuthFrame title={t("session.secondStep.verifyTitle")}>
        {error ? <Alert type="error" showIcon message={error.message} /> : <Skeleton active />}
        <SignOutLink />
      </AuthFrame>
    );
  }
  if (factors.length === 0) {
    return (
      <AuthFrame title={t("session.secondStep.enrolTitle")} text={t("session.secondStep.enrolText")}>
        <EnrolSteps onDone={onDone} />
        <SignOutLink />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t("session.secondStep.verifyTitle")} text={t("session.secondStep.verifyText")}>
      <CodeForm
        isBusy={isVerifying}
        onCode={async (code) => {
          await verify({ factorIds: factors.map(({ id }) => id), code });
          await onDone();
        }}
      />
      <Typography.Text type="secondary">{t("session.secondStep.lost")}</Typography.Text>
      <SignOutLink />
    </AuthFrame>
  );
}
