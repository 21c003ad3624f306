/** Shows what going back to a version would mean now, then does it. */
import { Alert, App, Flex, Form, Input, Modal, Skeleton } from "antd";
import { useEffect, useState } from "react";
import type { RoleChanges } from "../../data/config/roleReview";
import type { ConfigVersion } from "../../data/config/versions";
import { DataError } from "../../data/DataError";
import { useRestoreVersion, useReviewVersion } from "../../data/useVersions";
import { useText } from "../../i18n/useText";
import { RoleChangesList } from "../review/RoleChangesList";
import type { StudioWorld } from "../StudioWorld";

interface RestoreDialogProps {
  version: ConfigVersion;
  world: StudioWorld;
  onClose: () => void;
}

export function RestoreDialog({ version, world, onClose }: RestoreDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const reviewVersion = useReviewVersion();
  const { restoreVersion, isRestoring } = useRestoreVersion();
  const [changes, setChanges] = useState<RoleChanges[]>();
  const [problem, setProblem] = useState<string>();
  const [note, setNote] = useState("");

  useEffect(() => {
    let isCurrent = true;
    reviewVersion(version.id).then(
      (answer) => isCurrent && setChanges(answer),
      (error: unknown) => isCurrent && error instanceof DataError && setProblem(error.message),
    );
    return () => void (isCurrent = false);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the function is new on every render
  }, [version.id]);

  const handleRestore = async () => {
    try {
      await restoreVersion(version.id, note.trim() || t("versions.restoredNote", { number: version.id }));
      void message.success(t("versions.restored", { number: version.id }));
      onClose();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  return (
    <Modal
      open
      title={t("versions.restoreTitle", { number: version.id })}
      okText={t("versions.restore")}
      okButtonProps={{ disabled: !changes, loading: isRestoring, danger: true }}
      onOk={() => void handleRestore()}
      onCancel={onClose}
      width={720}
    >
      <Flex vertical gap={12}>
        {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
        {!changes && problem === undefined && <Skeleton active paragraph={{ rows: 4 }} />}
        {changes && (
          <>
            <div
              style={{ maxHeight: "52dvh", overflowY: "auto" }}
              tabIndex={0}
              role="region"
              aria-label={t("roles.review.title")}
            >
              <RoleChangesList changes={changes} world={world} />
            </div>
            <Form.Item label={t("roles.review.note")} layout="vertical" style={{ marginBottom: 0 }}>
              <Input
                value={note}
                onChange={(event) => setNote(event.target.value)}
                aria-label={t("roles.review.note")}
                maxLength={200}
              />
            </Form.Item>
          </>
        )}
      </Flex>
    </Modal>
  );
}
