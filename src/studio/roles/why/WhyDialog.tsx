/** "Why can or can't somebody do this?", for a member of the role. */
import { Modal } from "antd";
import { useText } from "../../../i18n/useText";

export function WhyDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  return <Modal open title={t("roles.why.title")} footer={null} onCancel={onClose} />;
}
