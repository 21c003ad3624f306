/** Makes a reporting login for a member, then shows its password once and how to connect. */
import { Alert, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import type { NewBiLogin } from "../../data/config/biLogins";
import type { RolesPageAnswer } from "../../data/config/rolesPage";
import { DataError } from "../../data/DataError";
import { useBiLoginActions } from "../../data/useBiLogins";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { ExpiryInput } from "./ExpiryInput";
import { expiryAfter } from "./expiryAfter";
import { LoginHandover } from "./LoginHandover";

interface NewLoginDialogProps {
  studio: RolesPageAnswer;
  onClose: () => void;
}

interface NewLogin {
  label: string;
  member: string;
  role: string;
  expires: Dayjs;
}

const usualDays = 90;

export function NewLoginDialog({ studio, onClose }: NewLoginDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const [form] = Form.useForm<NewLogin>();
  const member = Form.useWatch("member", form);
  const { create, isRunning } = useBiLoginActions();
  const [created, setCreated] = useState<{ login: NewBiLogin; memberName: string }>();
  const [problem, setProblem] = useState<string>();

  const names = new Map(studio.roles.flatMap(({ members }) => members.map(({ id, name }) => [id, name])));
  const people = [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const held = studio.roles.filter((role) => role.members.some(({ id }) => id === member));

  const handleFinish = async ({ label, member: memberId, role, expires }: NewLogin) => {
    setProblem(undefined);
    try {
      const login = await create({
        member_id: memberId,
        role_id: role,
        label: label.trim(),
        expires_at: expires.toISOString(),
      });
      setCreated({ login, memberName: names.get(memberId) ?? "" });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  if (created) {
    return (
      <Modal
        open
        title={t("members.logins.created")}
        okText={t("members.create.handedOver")}
        onOk={onClose}
        cancelButtonProps={{ style: { display: "none" } }}
        closable={false}
        maskClosable={false}
        keyboard={false}
      >
        <LoginHandover {...created} />
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t("members.logins.create")}
      okText={t("members.create.submit")}
      cancelText={t("general.cancel")}
      confirmLoading={isRunning}
      onOk={() => form.submit()}
      onCancel={onClose}
      maskClosable={false}
    >
      <Form<NewLogin>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ expires: expiryAfter(usualDays) }}
        onFinish={(values) => void handleFinish(values)}
        onValuesChange={(changed: Partial<NewLogin>) => {
          if (!changed.member) return;
          const [first] = studio.roles.filter(({ members }) =>
            members.some(({ id }) => id === changed.member),
          );
          form.setFieldsValue(first ? { role: first.id } : {});
        }}
        style={{ paddingTop: 8 }}
      >
        {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
        <Form.Item
          name="label"
          label={t("members.logins.label")}
          extra={t("members.logins.labelHint")}
          rules={[{ required: true, whitespace: true, max: 100, message: t("members.logins.labelNeeded") }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="member"
          label={t("members.logins.member")}
          rules={[{ required: true, message: t("members.logins.memberNeeded") }]}
        >
          <Select showSearch optionFilterProp="label" options={people} />
        </Form.Item>
        <Form.Item
          name="role"
          label={t("members.logins.role")}
          extra={t("members.logins.roleHint")}
          rules={[{ required: true, message: t("members.logins.roleNeeded") }]}
        >
          <Select
            options={held.map(({ id, label }) => ({ value: id, label: labelOf(label) }))}
            disabled={!member}
          />
        </Form.Item>
        <Form.Item
          name="expires"
          label={t("members.logins.expires")}
          rules={[{ required: true, message: t("members.logins.expiresNeeded") }]}
        >
          <ExpiryInput />
        </Form.Item>
      </Form>
    </Modal>
  );
}
