/** Language, theme and density of this browser. */
import { Flex, Form, Segmented } from "antd";
import { languageNames, languages } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import { useAppearance } from "../ui/AppearanceContext";

export function AccountLooks() {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  const { choice, density, setChoice, setDensity } = useAppearance();
  const item = { style: { marginBottom: 0 }, layout: "vertical" } as const;
  return (
    <Flex wrap gap="large">
      <Form.Item label={t("shell.language.label")} {...item}>
        <Segmented
          value={language}
          onChange={(value) => void setLanguage(value)}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </Form.Item>
      <Form.Item label={t("shell.appearance.theme")} {...item}>
        <Segmented
          value={choice}
          onChange={setChoice}
          options={[
            { value: "system", label: t("shell.appearance.system") },
            { value: "light", label: t("shell.appearance.light") },
            { value: "dark", label: t("shell.appearance.dark") },
          ]}
        />
      </Form.Item>
      <Form.Item label={t("shell.appearance.density")} {...item}>
        <Segmented
          value={density}
          onChange={setDensity}
          options={[
            { value: "comfortable", label: t("shell.appearance.comfortable") },
            { value: "compact", label: t("shell.appearance.compact") },
          ]}
        />
      </Form.Item>
    </Flex>
  );
}
