/** Keeps what a list shows now as a new view, or as a board or calendar of the same records. */
import { Form, Input, type InputRef, Modal, Radio, Segmented, Select } from "antd";
import { useRef, useState } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import { useViewActions } from "../../data/useViewActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { type Sharing, type View, type ViewTypeName, viewTypeNames } from "../../model/view";
import type { ListState } from "../list/listState";
import { useViewAttempt } from "./useViewAttempt";
import { viewIcons } from "./viewIcons";
import { settingsOfState } from "./viewLook";
import { mayShare } from "./viewRights";
import { typeFields } from "./typeFields";

/** What the list shows from then on. */
export type MadeView = Pick<View, "id" | "type" | "settings">;

interface CreateViewDialogProps {
  entity: Entity;
  state: ListState;
  onCreated: (made: MadeView) => void;
  onClose: () => void;
}

export function CreateViewDialog({ entity, state, onCreated, onClose }: CreateViewDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { createView, isSaving } = useViewActions();
  const attempt = useViewAttempt();
  const nameInput = useRef<InputRef>(null);
  const [name, setName] = useState("");
  const [type, setType] = useState<ViewTypeName>(state.type);
  const [by, setBy] = useState(state.by);
  const [until, setUntil] = useState(state.until);
  const [sharing, setSharing] = useState<Sharing>("personal");
  const choices = typeFields(entity, type);
  const field = choices.find((choice) => choice.name === by) ?? choices[0];
  const isReady =
    name.trim() !== "" && (choices.length === 0 ? type === "table" || type === "gallery" : true);
  const types = viewTypeNames.filter(
    (candidate) => candidate === "table" || typeFields(entity, candidate).length > 0,
  );

  const handleCreate = async () => {
    const label = { en: name.trim(), "zh-CN": name.trim() };
    const settings = settingsOfState(
      {
        ...state,
        type,
        by: field?.name,
        ...(type === "chart" && { group: field?.name }),
        until: type === "calendar" ? until : undefined,
      },
      entity,
    );
    const saving = createView({ entity: entity.name, type, label, sharing, settings });
    if (!(await attempt(saving, t("views.saved")))) return;
    onClose();
    onCreated({ id: await saving, type, settings });
  };

  return (
    <Modal
      open
      title={t("views.new")}
      okText={t("views.save")}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={isSaving}
      onOk={() => void handleCreate()}
      onCancel={onClose}
      cancelText={t("general.cancel")}
      afterOpenChange={(isOpen) => isOpen && nameInput.current?.focus()}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t("views.name")}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => isReady && void handleCreate()}
            aria-label={t("views.name")}
            maxLength={80}
            ref={nameInput}
          />
        </Form.Item>
        <Form.Item label={t("views.typeOf")}>
          <Segmented<ViewTypeName>
            value={type}
            onChange={setType}
            options={types.map((value) => ({
              value,
              icon: viewIcons[value],
              label: t(`views.type.${value}`),
            }))}
          />
        </Form.Item>
        {type !== "table" && (
          <Form.Item label={t(`views.by.${type}`)}>
            <Select
              value={field?.name}
              onChange={setBy}
              options={choices.map((choice) => ({ value: choice.name, label: labelOf(choice.label) }))}
              aria-label={t(`views.by.${type}`)}
            />
          </Form.Item>
        )}
        {type === "calendar" && choices.length > 1 && (
          <Form.Item label={t("views.until")}>
            <Select
              value={until}
              onChange={setUntil}
              options={choices
                .filter((choice) => choice !== field)
                .map((choice) => ({ value: choice.name, label: labelOf(choice.label) }))}
              placeholder={t("views.untilNone")}
              allowClear
              aria-label={t("views.until")}
            />
          </Form.Item>
        )}
        {mayShare(snapshot) && (
          <Form.Item label={t("views.whoSees")} style={{ marginBottom: 0 }}>
            <Radio.Group
              value={sharing}
              onChange={(event) => setSharing(sharingOf(event.target.value))}
              options={sharings.map((value) => ({ value, label: t(`views.sharing.${value}`) }))}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

const sharings = ["personal", "shared", "locked"] as const satisfies readonly Sharing[];
const sharingOf = (value: unknown): Sharing => sharings.find((sharing) => sharing === value) ?? "personal";
