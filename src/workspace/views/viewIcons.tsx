/** One icon per way of showing records. */
import {
  AppstoreOutlined,
  BarChartOutlined,
  CalendarOutlined,
  ProjectOutlined,
  TableOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { ViewTypeName } from "../../model/view";

export const viewIcons: Record<ViewTypeName, ReactNode> = {
  table: <TableOutlined />,
  kanban: <ProjectOutlined />,
  calendar: <CalendarOutlined />,
  gallery: <AppstoreOutlined />,
  chart: <BarChartOutlined />,
};
