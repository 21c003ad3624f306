/** Chooses the language; its own name stands there, so that nobody is lost in a foreign one. */
import { TranslationOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { languageNames, languages } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";

export function LanguageMenu() {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  return (
    <Dropdown
      autoFocus
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: languages.map((key) => ({
          key,
          label: languageNames[key],
          onClick: () => void setLanguage(key),
        })),
      }}
    >
      <Button type="text" icon={<TranslationOutlined />} aria-label={t("shell.language.label")} />
    </Dropdown>
  );
}
