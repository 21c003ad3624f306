/** Gives a saved view another name. */
import { Input, type InputRef, Modal } from "antd";
import { useRef, useState } from "react";
import { useViewActions } from "../../data/useViewActions";
import { useLanguage } from "../../i18n/useLanguage";
import { useText } from "../../i18n/useText";
import type { View } from "../../model/view";
import { useViewAttempt } from "./useViewAttempt";

interface RenameViewDialogProps {
  view: View;
  onClose: () => void;
}

export function RenameViewDialog({ view, onClose }: RenameViewDialogProps) {
  const t = useText();
  const { language } = useLanguage();
  const { changeView, isSaving } = useViewActions();
  const attempt = useViewAttempt();
  const nameInput = useRef<InputRef>(null);
  const [name, setName] = useState(view.label[language]);

  const handleOk = async () => {
    // A name that nobody translated stays one name.
    const isOne = view.label.en === view.label["zh-CN"];
    const label = isOne ? { en: name, "zh-CN": name } : { ...view.label, [language]: name };
    if (await attempt(changeView(view.id, { label, version: view.version }), t("views.saved"))) onClose();
  };

  return (
    <Modal
      open
      title={t("views.menu.rename")}
      okText={t("views.save")}
      okButtonProps={{ disabled: name.trim() === "" }}
      confirmLoading={isSaving}
      onOk={() => void handleOk()}
      onCancel={onClose}
      cancelText={t("general.cancel")}
      afterOpenChange={(isOpen) => isOpen && nameInput.current?.focus()}
    >
      <Input
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() !== "" && void handleOk()}
        aria-label={t("views.name")}
        maxLength={80}
        ref={nameInput}
      />
    </Modal>
  );
}
