/** Breadcrumb, title and the main actions at the right; the same on every page. */
import { Breadcrumb, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
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
          <Typography.Title level={1} style={{ margin: 0 }}>
            {title}
          </Typography.Title>
          {tags}
        </Flex>
        <Flex gap="small" wrap>
          {actions}
        </Flex>
      </Flex>
      {subtitle !== undefined && <Typography.Text type="secondary">{subtitle}</Typography.Text>}
    </Flex>
  );
}
