/** The frame of the app: navigation at the left (a drawer on phones), top bar, banner, page. */
import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Button, Flex, Layout, theme } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Link } from "react-router";
import { useText } from "../i18n/useText";
import { Logo } from "./Logo";
import { NavigationMenu, type NavigationSection } from "./NavigationMenu";
import { useIsPhone } from "./useIsPhone";
import { useStoredChoice } from "./useStoredChoice";

const NavigationDrawer = lazy(async () => ({
  default: (await import("./NavigationDrawer")).NavigationDrawer,
}));

interface AppLayoutProps {
  /** Name of the workspace. */
  name: string;
  sections: readonly NavigationSection[];
  currentPath: string;
  topBar: ReactNode;
  /** Across the whole width, above everything. */
  banner?: ReactNode;
  children: ReactNode;
}

const navigationWidth = 228;
const collapsedWidth = 56;

export function AppLayout({ name, sections, currentPath, topBar, banner, children }: AppLayoutProps) {
  const t = useText();
  const { token } = theme.useToken();
  const isPhone = useIsPhone();
  const [width, setWidth] = useStoredChoice("kontor-navigation", ["wide", "narrow"]);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const isCollapsed = width === "narrow";
  const border = `1px solid ${token.colorBorderSecondary}`;

  const brand = (
    <Link to="/" aria-label={name} style={{ color: token.colorText, minWidth: 0 }}>
      <Flex align="center" gap={10} style={{ height: 48, paddingInline: 16 }}>
        <Logo />
        {(isPhone || !isCollapsed) && (
          <strong
            style={{ fontSize: 15, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}
          >
            {name}
          </strong>
        )}
      </Flex>
    </Link>
  );
  const navigation = (
    <nav aria-label={t("shell.navigation.label")} style={{ flex: 1, overflowY: "auto", paddingBlock: 4 }}>
      <NavigationMenu
        sections={sections}
        currentPath={currentPath}
        isCollapsed={isCollapsed && !isPhone}
        onNavigate={() => setDrawerOpen(false)}
      />
    </nav>
  );

  return (
    <Flex vertical style={{ height: "100dvh" }}>
      <a href="#page" className="skip-link">
        {t("shell.navigation.skip")}
      </a>
      {banner}
      <Layout style={{ flex: 1, minHeight: 0 }}>
        {!isPhone && (
          <Layout.Sider
            width={navigationWidth}
            collapsedWidth={collapsedWidth}
            collapsed={isCollapsed}
            trigger={null}
            style={{ borderInlineEnd: border }}
          >
            <Flex vertical style={{ height: "100%" }}>
              {brand}
              {navigation}
              <Button
                type="text"
                icon={isCollapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
                aria-label={isCollapsed ? t("shell.navigation.widen") : t("shell.navigation.narrow")}
                aria-expanded={!isCollapsed}
                onClick={() => setWidth(isCollapsed ? "wide" : "narrow")}
                style={{ margin: 8, alignSelf: isCollapsed ? "center" : "flex-start" }}
              />
            </Flex>
          </Layout.Sider>
        )}
        <Layout>
          <Layout.Header style={{ borderBottom: border, paddingInline: isPhone ? 8 : 16 }}>
            <Flex align="center" gap="small" style={{ height: "100%" }}>
              {isPhone && (
                <Button
                  type="text"
                  icon={<MenuOutlined />}
                  aria-label={t("shell.navigation.open")}
                  onClick={() => setDrawerOpen(true)}
                />
              )}
              {topBar}
            </Flex>
          </Layout.Header>
          <Layout.Content
            id="page"
            tabIndex={-1}
            style={{
              overflow: "auto",
              padding: isPhone ? "12px 12px 24px" : "16px 24px 32px",
              outline: "none",
            }}
          >
            {children}
          </Layout.Content>
        </Layout>
      </Layout>
      {isPhone && isDrawerOpen && (
        <Suspense>
          <NavigationDrawer title={brand} onClose={() => setDrawerOpen(false)}>
            {navigation}
          </NavigationDrawer>
        </Suspense>
      )}
    </Flex>
  );
}
