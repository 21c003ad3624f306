/** Chooses whose work of which hours shall be undone. */
import { Form, Modal, Select } from "antd";
import { useState } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import type { UndoSubject } from "../../data/useUndo";
import { useText } from "../../i18n/useText";

interface MemberWorkDialogProps {
  onChosen: (subject: UndoSubject, what: string) => void;
  onClose: () => void;
}

const hoursOffered = [1, 2, 4, 8, 24] as const;

export function MemberWorkDialog({ onChosen, onClose }: MemberWorkDialogProps) {
  const t = useText();
  const { snapshot } = useSnapshot();
  const [member, setMember] = useState<string>();
  const [hours, setHours] = useState<number>(1);
  const people = snapshot?.people ?? [];

  const handleChosen = () => {
    if (member === undefined) return;
    const until = new Date();
    const since = new Date(until.getTime() - hours * 3_600_000);
    const name = people.find(({ id }) => id === member)?.name ?? "";
    onChosen(
      { member, since: since.toISOString(), until: until.toISOString() },
      t("bulk.work.what", { member: name, count: hours }),
    );
  };
  return (
    <Modal
      open
      title={t("bulk.work.title")}
      okText={t("bulk.work.next")}
      okButtonProps={{ disabled: member === undefined }}
      onOk={handleChosen}
      cancelText={t("general.cancel")}
      onCancel={onClose}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t("audit.who")} htmlFor="work-member">
          <Select
            id="work-member"
            showSearch
            optionFilterProp="label"
            value={member}
            onChange={setMember}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item label={t("audit.when")} htmlFor="work-hours" extra={t("bulk.work.text")}>
          <Select
            id="work-hours"
            value={hours}
            onChange={setHours}
            options={hoursOffered.map((value) => ({ value, label: t("bulk.work.hours", { count: value }) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
