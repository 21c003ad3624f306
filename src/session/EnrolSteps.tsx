/** Connects an authenticator app: picture or key, then the first code. */
import { Alert, Button, Flex, Skeleton, Typography } from "antd";
import { useEnrolment } from "../data/useEnrolment";
import { useSecondFactor } from "../data/useSecondFactor";
import { useText } from "../i18n/useText";
import { CodeForm } from "./CodeForm";

interface EnrolStepsProps {
  onDone: () => void | Promise<void>;
}

const pictureSize = 180;

export function EnrolSteps({ onDone }: EnrolStepsProps) {
  const t = useText();
  const { verify, isVerifying } = useSecondFactor();
  const { enrolment, error, retry } = useEnrolment(t("general.appName"));

  if (error) {
    const again = <Button onClick={() => void retry()}>{t("general.retry")}</Button>;
    return <Alert type="error" showIcon message={error.message} action={again} />;
  }
  return (
    <Flex vertical gap="middle">
      <span>{t("session.secondStep.scan")}</span>
      {enrolment ? (
        <img
          src={enrolment.qrCode}
          alt={t("session.secondStep.qrCode")}
          width={pictureSize}
          height={pictureSize}
          style={{ background: "#fff", padding: 8, borderRadius: 8, alignSelf: "center" }}
        />
      ) : (
        <Skeleton.Node active style={{ width: pictureSize, height: pictureSize }} />
      )}
      <Typography.Text type="secondary">
        {t("session.secondStep.type")}{" "}
        <Typography.Text code copyable={enrolment !== undefined}>
          {enrolment?.secret ?? "…"}
        </Typography.Text>
      </Typography.Text>
      <span>{t("session.secondStep.enter")}</span>
      <CodeForm
        isBusy={isVerifying || !enrolment}
        onCode={async (code) => {
          if (!enrolment) return;
          await verify({ factorIds: [enrolment.factorId], code });
          await onDone();
        }}
      />
    </Flex>
  );
}
