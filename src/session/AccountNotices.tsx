/** What one wants to be told in the app. */
import { Flex, Switch } from "antd";
import { readNoticeKinds } from "../data/config/comments";
import { useConfigCall } from "../data/useConfigCall";
import { useConfigQuery } from "../data/useConfigQuery";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { Text } from "../ui/Text";

export function AccountNotices() {
  const t = useText();
  const label = useLabel();
  const { answer: kinds = [] } = useConfigQuery(
    { name: "my_notice_kinds", isGet: true },
    {},
    readNoticeKinds,
  );
  const { run, isRunning } = useConfigCall("my_notice_kinds");
  return (
    <Flex vertical gap="small" id="notices">
      <Text type="secondary">{t("notices.text")}</Text>
      {kinds.map(({ key, label: name, isWanted }) => (
        <Flex key={key} gap="small" align="center">
          <Switch
            id={`notice-${key}`}
            checked={isWanted}
            disabled={isRunning}
            onChange={(is_wanted) => void run({ name: "want_notice", args: { kind: key, is_wanted } })}
          />
          <label htmlFor={`notice-${key}`}>{label(name)}</label>
        </Flex>
      ))}
    </Flex>
  );
}
