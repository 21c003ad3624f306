/** Shows what going back to a version would mean now, then does it. */
import { Alert, App, Flex, Modal, Skeleton } from "antd";
import { useEffect, useState } from "react";
import type { RoleChanges } from "../../data/config/roleReview";
import type { ConfigVersion } from "../../data/config/versions";
import { DataError } from "../../data/DataError";
import { useRestoreVersion, useReviewVersion } from "../../data/useVersions";
import { useText } from "../../i18n/useText";
import { RoleChangesList } from "../review/RoleChangesList";
import type { StudioWorld } from "../StudioWorld";
import { ReviewNote } from "../review/ReviewNote";
import { ReviewRegion } from "../review/ReviewRegion";

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
  }, [reviewVersion, version.id]);

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
            <ReviewRegion>
              <RoleChangesList changes={changes} world={world} />
            </ReviewRegion>
            <ReviewNote value={note} onChange={setNote} />
          </>
        )}
      </Flex>
    </Modal>
  );
}
