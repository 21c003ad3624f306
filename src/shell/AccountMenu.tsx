/** Who is signed in, his account, and the way out; on phones also language and looks. */
import { ClearOutlined, LogoutOutlined, RollbackOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps, theme } from "antd";
import { useNavigate } from "react-router";
import { useSignOut } from "../data/useSignOut";
import { languageNames, languages } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";
import { Portrait } from "../ui/Portrait";
import { useIsPhone } from "../ui/useIsPhone";
import { useAppearanceItems } from "./useAppearanceItems";
import { useWorkspaceOperations } from "./useWorkspaceOperations";

type Items = NonNullable<MenuProps["items"]>;

interface AccountMenuProps {
  snapshot: Snapshot;
}

export function AccountMenu({ snapshot }: AccountMenuProps) {
  const { member } = snapshot;
  const t = useText();
  const { token } = theme.useToken();
  const { language, setLanguage } = useLanguage();
  const appearance = useAppearanceItems();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const operations = useWorkspaceOperations(snapshot);

  const languageItems: Items = [
    {
      type: "group",
      key: "language",
      label: t("shell.language.label"),
      children: languages.map((key) => ({
        key,
        label: languageNames[key],
        onClick: () => void setLanguage(key),
      })),
    },
  ];
  const items: Items = [
    {
      key: "who",
      type: "group",
      label: (
        <>
          <strong style={{ display: "block", color: token.colorText }}>{member.name}</strong>
          {member.email}
        </>
      ),
    },
    { type: "divider" },
    {
      key: "account",
      icon: <UserOutlined />,
      label: t("shell.account.settings"),
      onClick: () => void navigate("/account"),
    },
    {
      key: "batches",
      icon: <RollbackOutlined />,
      label: t("bulk.page.title"),
      onClick: () => void navigate("/batches"),
    },
    ...operations.map(({ key, label, ask }) => ({
      key,
      icon: <ClearOutlined />,
      label,
      onClick: ask,
    })),
    ...(isPhone ? [...languageItems, ...appearance.items] : []),
    { type: "divider" },
    {
      key: "sign-out",
      icon: <LogoutOutlined />,
      label: t("shell.account.signOut"),
      onClick: () => void signOut(),
    },
  ];

  return (
    <Dropdown
      autoFocus
      trigger={["click"]}
      placement="bottomRight"
      menu={{ items, selectable: true, multiple: true, selectedKeys: [language, ...appearance.selectedKeys] }}
    >
      <Button type="text" shape="circle" aria-label={`${t("shell.account.label")}: ${member.name}`}>
        <Portrait name={member.name} size={28} isAccented />
      </Button>
    </Dropdown>
  );
}
