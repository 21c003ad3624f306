/** Makes a member: with a first password to hand over, or by an invitation mail. */
import { Alert, Form, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import type { MembersPageAnswer } from "../../data/config/membersPage";
import { shortestPassword } from "../../data/usePassword";
import { useText } from "../../i18n/useText";
import { OnceSecret } from "../../ui/OnceSecret";
import { AccessFields } from "./AccessFields";
import { initialPassword } from "./initialPassword";
import { InitialPasswordInput } from "./InitialPasswordInput";
import type { NewMemberWay } from "./useMembersAddress";
import { type NewMember, useCreateMember } from "./useCreateMember";

interface NewMemberDialogProps {
  way: NewMemberWay;
  page: MembersPageAnswer;
  onClose: () => void;
  /** Called with the new member's id once everything was read. */
  onCreated: (id: string) => void;
}

export function NewMemberDialog({ way: firstWay, page, onClose, onCreated }: NewMemberDialogProps) {
  const t = useText();
  const [way, setWay] = useState(firstWay);
  const [form] = Form.useForm<NewMember>();
  const { create, created, problem, isRunning } = useCreateMember(form);

  if (created?.password !== undefined) {
    return (
      <Modal
        open
        title={t("members.create.done", { name: created.name })}
        okText={t("members.create.handedOver")}
        onOk={() => onCreated(created.id)}
        cancelButtonProps={{ style: { display: "none" } }}
        closable={false}
        maskClosable={false}
        keyboard={false}
      >
        <OnceSecret
          label={t("members.create.passwordOf", { email: created.email })}
          secret={created.password}
          note={t("members.create.once")}
        />
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t("members.create.title")}
      okText={t(`members.${way}.submit`)}
      cancelText={t("general.cancel")}
      confirmLoading={isRunning}
      onOk={() => form.submit()}
      onCancel={onClose}
      maskClosable={false}
    >
      <Form<NewMember>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ password: initialPassword(), roles: [], values: {} }}
        onFinish={(values) => void create(way, values, onCreated)}
        style={{ paddingTop: 8 }}
      >
        <Segmented
          block
          value={way}
          onChange={setWay}
          aria-label={t("members.create.way")}
          options={[
            { value: "create", label: t("members.create.byPassword") },
            { value: "invite", label: t("members.create.byMail") },
          ]}
          style={{ marginBottom: 16 }}
        />
        {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
        <Form.Item
          name="name"
          label={t("members.name")}
          rules={[{ required: true, whitespace: true, max: 100, message: t("members.nameNeeded") }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="email"
          label={t("members.email")}
          rules={[{ required: true, type: "email", message: t("members.emailNeeded") }]}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <AccessFields page={page} isRoleRequired />
        {way === "create" ? (
          <Form.Item
            name="password"
            label={t("members.create.password")}
            extra={t("members.create.passwordHint", { min: shortestPassword })}
            rules={[
              {
                required: true,
                min: shortestPassword,
                message: t("members.create.passwordShort", { min: shortestPassword }),
              },
            ]}
          >
            <InitialPasswordInput />
          </Form.Item>
        ) : (
          <Alert type="info" showIcon message={t("members.invite.hint")} />
        )}
      </Form>
    </Modal>
  );
}
