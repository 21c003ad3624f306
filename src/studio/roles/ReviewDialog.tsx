/** Shows what saving would mean before anything acts; keeps the draft when somebody else was faster. */
import { Alert, App, Button, Flex, Modal, Skeleton } from "antd";
import { useEffect, useState } from "react";
import type { RoleReview } from "../../data/config/roleReview";
import { DataError } from "../../data/DataError";
import { useReviewRole, useSaveRole } from "../../data/useRoleActions";
import { useText } from "../../i18n/useText";
import type { RoleDocument } from "../../model/roleDocument";
import { ReviewList } from "../review/ReviewList";
import { readyDocument } from "./readyDocument";
import { useDraft } from "./RoleDraftContext";
import { useRoleWorld } from "./RoleWorldContext";
import { ReviewNote } from "../review/ReviewNote";
import { ReviewRegion } from "../review/ReviewRegion";

interface ReviewDialogProps {
  onClose: () => void;
  onReload: () => Promise<void>;
  /** Other conditions than before say which records the role sees. */
  onNarrowed: () => void;
}

export function ReviewDialog({ onClose, onReload, onNarrowed }: ReviewDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const world = useRoleWorld();
  const { base, draft, change } = useDraft();
  const reviewRole = useReviewRole();
  const { saveRole, isSaving } = useSaveRole();
  const [review, setReview] = useState<RoleReview>();
  const [problem, setProblem] = useState<DataError>();
  const [note, setNote] = useState("");
  const roleId = world.role.id;
  const isConflict = problem?.reason === "changed_meanwhile";

  // Asked anew when the draft was put on top of what somebody else saved.
  useEffect(() => {
    let isCurrent = true;
    reviewRole(roleId, readyDocument(draft)).then(
      (answer) => isCurrent && setReview(answer),
      (error: unknown) => isCurrent && error instanceof DataError && setProblem(error),
    );
    return () => void (isCurrent = false);
  }, [reviewRole, roleId, draft]);

  const handleReload = async () => {
    setProblem(undefined);
    setReview(undefined);
    await onReload();
  };
  const handleSave = async () => {
    try {
      const isNarrowed = readScopes(draft) !== readScopes(base);
      await saveRole(roleId, readyDocument(draft), note.trim());
      await onReload();
      // They are there now; kept, they would count as changes and be made once more.
      change(({ new_scopes: _made, ...rest }) => rest);
      void message.success(t("roles.review.saved"));
      onClose();
      if (isNarrowed) onNarrowed();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error);
    }
  };
  const scopes = [...(draft.new_scopes ?? []), ...world.scopes];

  return (
    <Modal
      open
      title={t("roles.review.title")}
      okText={t("roles.review.save")}
      cancelText={t("roles.review.back")}
      okButtonProps={{ disabled: !review || isConflict, loading: isSaving }}
      onOk={() => void handleSave()}
      onCancel={onClose}
      width={720}
    >
      <Flex vertical gap={12}>
        {problem && (
          <Alert
            type={isConflict ? "warning" : "error"}
            showIcon
            role="alert"
            message={isConflict ? t("roles.review.conflict") : problem.message}
            description={isConflict ? t("roles.review.conflictText") : undefined}
            action={
              isConflict && (
                <Button size="small" onClick={() => void handleReload()}>
                  {t("roles.review.rebase")}
                </Button>
              )
            }
          />
        )}
        {!review && !problem && <Skeleton active paragraph={{ rows: 5 }} />}
        {review && (
          <>
            <ReviewRegion>
              <ReviewList review={review} world={{ ...world, scopes }} />
            </ReviewRegion>
            <Alert
              type="info"
              message={
                review.members.length === 0
                  ? t("roles.review.nobody")
                  : t("roles.review.actsOn", {
                      count: review.members.length,
                      members: review.members.map(({ name }) => name).join(t("workspace.delete.comma")),
                    })
              }
            />
            <ReviewNote value={note} onChange={setNote} />
          </>
        )}
      </Flex>
    </Modal>
  );
}

function readScopes({ permissions }: RoleDocument): string {
  const read = permissions.filter(({ action, scope }) => action === "read" && scope !== null);
  return JSON.stringify(read.map(({ entity, scope }) => `${entity} ${scope}`).sort());
}
