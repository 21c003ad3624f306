/** Name, place among the other roles, safety, and what the role may configure. */
import { Checkbox, Flex, Form, InputNumber, Switch, Typography } from "antd";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { RoleDocument } from "../../model/roleDocument";
import { LabelInput } from "../LabelInput";
import { configurationRights } from "./configurationRights";
import { RankText } from "./RankText";
import { useDraft } from "./RoleDraftContext";
import { useRoleWorld } from "./RoleWorldContext";

const switches = ["is_active", "requires_mfa", "can_view_as"] as const;

export function RoleSettings() {
  const t = useText();
  const { snapshot } = useSnapshot();
  const { roles } = useRoleWorld();
  const { draft, change } = useDraft();
  const set = (changes: Partial<RoleDocument>) => change((document) => ({ ...document, ...changes }));
  const highest = roles.find(({ id }) => id === snapshot?.role.id)?.rank ?? 0;
  const own = snapshot?.role.mayConfigure ?? [];

  return (
    <Form layout="vertical" component="div" style={{ maxWidth: 560 }}>
      <Form.Item label={t("roles.create.name")}>
        <LabelInput value={draft.label} onChange={(label) => set({ label })} name={t("roles.create.name")} />
      </Form.Item>
      <Form.Item label={t("roles.settings.rank")} extra={t("roles.settings.rankHelp")}>
        <Flex gap={12} align="center">
          <InputNumber
            value={draft.rank}
            min={highest}
            max={100}
            precision={0}
            onChange={(rank) => rank !== null && set({ rank })}
            aria-label={t("roles.settings.rank")}
          />
          <RankText rank={draft.rank} />
        </Flex>
      </Form.Item>
      {switches.map((key) => (
        <Form.Item key={key}>
          <Flex gap={12}>
            <Switch
              checked={draft[key]}
              onChange={(checked) => set({ [key]: checked })}
              aria-label={t(`roles.settings.${key}.name`)}
            />
            <div>
              {t(`roles.settings.${key}.name`)}
              <br />
              <Typography.Text type="secondary">{t(`roles.settings.${key}.help`)}</Typography.Text>
            </div>
          </Flex>
        </Form.Item>
      ))}
      <Form.Item label={t("roles.settings.configure")} extra={t("roles.settings.configureHelp")}>
        <Flex vertical gap={8}>
          {configurationRights.map((right) => {
            const isHeld = draft.may_configure.includes(right);
            return (
              <Checkbox
                key={right}
                checked={isHeld}
                disabled={!own.includes(right)}
                onChange={({ target }) =>
                  set({
                    may_configure: configurationRights.filter((candidate) =>
                      candidate === right ? target.checked : draft.may_configure.includes(candidate),
                    ),
                  })
                }
              >
                {t(`roles.rights.${right}`)}
              </Checkbox>
            );
          })}
        </Flex>
      </Form.Item>
    </Form>
  );
}
