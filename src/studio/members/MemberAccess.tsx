/** Changes name, roles and own records of a member; it acts on his very next click. */
import { Alert, App, Button, Flex, Form, Input } from "antd";
import { useState } from "react";
import type { MemberRow, MembersPageAnswer } from "../../data/config/membersPage";
import { DataError } from "../../data/DataError";
import { useConfigAction } from "../../data/useConfigAction";
import { useText } from "../../i18n/useText";
import { UnsavedChangesGuard } from "../../ui/UnsavedChangesGuard";
import { AccessFields } from "./AccessFields";

interface MemberAccessProps {
  member: MemberRow;
  page: MembersPageAnswer;
}

interface Access {
  name: string;
  roles: string[];
  values: Record<string, number[] | undefined>;
}

export function MemberAccess({ member, page }: MemberAccessProps) {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Access>();
  const current = Form.useWatch([], form);
  const { run, isRunning } = useConfigAction("update_member", () => undefined);
  const [problem, setProblem] = useState<string>();
  const changes = changedParts(accessOf(member, page), current);
  const hasChanges = Object.keys(changes).length > 0;

  const handleSave = async () => {
    setProblem(undefined);
    try {
      await run({ member_id: member.id, changes });
      void message.success(t("members.saved"));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Form<Access>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={accessOf(member, page)}
      onFinish={() => void handleSave()}
    >
      <UnsavedChangesGuard hasChanges={hasChanges && !isRunning} parameter="m" />
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      <Form.Item
        name="name"
        label={t("members.name")}
        rules={[{ required: true, whitespace: true, max: 100, message: t("members.nameNeeded") }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <AccessFields page={page} isRoleRequired={false} />
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={isRunning} disabled={!hasChanges}>
          {t("general.save")}
        </Button>
        {hasChanges && <Button onClick={() => form.resetFields()}>{t("members.discard")}</Button>}
      </Flex>
    </Form>
  );
}

const accessOf = (member: MemberRow, { variables }: MembersPageAnswer): Access => ({
  name: member.name,
  roles: member.roles,
  values: Object.fromEntries(variables.map(({ key }) => [key, member.values[key] ?? []])),
});

const sorted = (ids: readonly (string | number)[] | undefined) => JSON.stringify([...(ids ?? [])].sort());

/** Only what differs is sent: what another admin changed meanwhile stays. */
function changedParts(before: Access, after: Partial<Access> | undefined): Partial<Access> {
  // Before the first render of the form there is nothing yet.
  if (!after) return {};
  const values = Object.entries(after.values ?? {}).filter(
    ([key, ids]) => sorted(ids) !== sorted(before.values[key]),
  );
  return {
    ...(after.name !== undefined && after.name.trim() !== before.name && { name: after.name.trim() }),
    ...(after.roles && sorted(after.roles) !== sorted(before.roles) && { roles: after.roles }),
    ...(values.length > 0 && { values: Object.fromEntries(values.map(([key, ids]) => [key, ids ?? []])) }),
  };
}
