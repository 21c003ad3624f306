/** Around every page before the app: brand panel at the left, the form at the right, language in the corner. */
import { Flex, Segmented, theme, Typography } from "antd";
import type { ReactNode } from "react";
import { languageNames, languages } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import { Logo } from "../ui/Logo";
import { useIsPhone } from "../ui/useIsPhone";
import { usePageTitle } from "../ui/usePageTitle";
import { BrandPanel } from "./BrandPanel";

interface AuthFrameProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

export function AuthFrame({ title, text, children }: AuthFrameProps) {
  const t = useText();
  const { token } = theme.useToken();
  const { language, setLanguage } = useLanguage();
  const isPhone = useIsPhone();
  usePageTitle(title);

  return (
    <Flex style={{ minHeight: "100dvh", background: token.colorBgContainer }}>
      {!isPhone && <BrandPanel />}
      <Flex vertical flex={1} style={{ padding: isPhone ? 20 : 32, minWidth: 0 }}>
        <Flex justify="space-between" align="center">
          <Flex align="center" gap={10} style={{ visibility: isPhone ? undefined : "hidden" }}>
            <Logo size={28} />
            <Typography.Text strong style={{ fontSize: 17 }}>
              {t("general.appName")}
            </Typography.Text>
          </Flex>
          <Segmented
            size="small"
            aria-label={t("shell.language.label")}
            value={language}
            onChange={(choice) => void setLanguage(choice)}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
        </Flex>
        <Flex
          component="main"
          vertical
          justify="center"
          flex={1}
          style={{ width: "100%", maxWidth: 400, margin: "0 auto", paddingBlock: 32 }}
        >
          <Typography.Title level={1} style={{ fontSize: 26, marginBottom: text === undefined ? 24 : 8 }}>
            {title}
          </Typography.Title>
          {text !== undefined && <Typography.Paragraph type="secondary">{text}</Typography.Paragraph>}
          {children}
        </Flex>
      </Flex>
    </Flex>
  );
}
