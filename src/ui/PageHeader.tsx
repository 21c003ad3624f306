/** Breadcrumb, title and the main actions at the right; the same on every page. */
import { Breadcrumb, Flex, theme } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Text } from "./Text";
import { usePageTitle } from "./usePageTitle";

interface PageHeaderProps {
  title: string;
  /** The way here, outermost first, without this page. */
  trail?: { label: string; to?: string }[];
  /** State tags right of the title. */
  tags?: ReactNode;
  /** One quiet line below the title. */
  subtitle?: ReactNode;
  /** Buttons; the primary one last. */
  actions?: ReactNode;
}

export function PageHeader({ title, trail = [], tags, subtitle, actions }: PageHeaderProps) {
  usePageTitle(title);
  const { token } = theme.useToken();
  const heading = {
    margin: 0,
    fontSize: token.fontSizeHeading1,
    lineHeight: token.lineHeightHeading1,
    fontWeight: token.fontWeightStrong,
  };
  return (
    <Flex vertical gap={4} className="page-header">
      {trail.length > 0 && (
        <Breadcrumb
          items={trail.map(({ label, to }) => ({
            title: to === undefined ? label : <Link to={to}>{label}</Link>,
          }))}
        />
      )}
      <Flex align="center" justify="space-between" gap="small" wrap>
        <Flex align="center" gap="small" wrap>
          <h1 style={heading}>{title}</h1>
          {tags}
        </Flex>
        <Flex gap="small" wrap>
          {actions}
        </Flex>
      </Flex>
      {subtitle !== undefined && <Text type="secondary">{subtitle}</Text>}
    </Flex>
  );
}
