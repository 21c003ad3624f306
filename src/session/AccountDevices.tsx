/** Where one is signed in; signs single devices, all others, or all of them out. */
import { App, Button, Flex, Typography } from "antd";
import { DataError } from "../data/DataError";
import { useMySessions } from "../data/useMySessions";
import { useSignOut } from "../data/useSignOut";
import { useText } from "../i18n/useText";
import { DeviceList } from "../ui/DeviceList";

export function AccountDevices() {
  const t = useText();
  const { message, modal } = App.useApp();
  const signOut = useSignOut();
  const { sessions, error, end, endOthers, isEnding } = useMySessions();
  const others = sessions?.filter((session) => !session.is_current) ?? [];

  const attempt = async (run: () => Promise<unknown>, done?: string) => {
    try {
      await run();
      if (done) void message.success(done);
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    }
  };
  const handleEverywhere = () =>
    modal.confirm({
      title: t("session.account.signOutEverywhereTitle"),
      content: t("session.account.signOutEverywhereText"),
      okText: t("session.account.signOutEverywhere"),
      cancelText: t("general.cancel"),
      onOk: () => attempt(() => signOut({ everywhere: true })),
    });

  return (
    <Flex vertical gap="small" align="start">
      <Typography.Text type="secondary">{t("session.account.devicesText")}</Typography.Text>
      {error ? (
        <Typography.Text type="secondary">{error.message}</Typography.Text>
      ) : (
        <DeviceList
          devices={sessions}
          actionOf={({ id, is_current }) =>
            !is_current && (
              <Button
                size="small"
                disabled={isEnding}
                onClick={() => void attempt(() => end(id), t("session.account.deviceSignedOut"))}
              >
                {t("session.account.signOutDevice")}
              </Button>
            )
          }
        />
      )}
      <Flex gap="small" wrap>
        {others.length > 0 && (
          <Button
            disabled={isEnding}
            onClick={() => void attempt(() => endOthers(), t("session.account.othersSignedOut"))}
          >
            {t("session.account.signOutOthers")}
          </Button>
        )}
        <Button onClick={handleEverywhere}>{t("session.account.signOutEverywhere")}</Button>
      </Flex>
    </Flex>
  );
}
