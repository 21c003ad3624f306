/** The bar of tabs, whose list holds tabs alone for screen readers: the button for those that find no room stands beside it. */
import type { TabsProps } from "antd";
import { type ComponentProps, useLayoutEffect, useRef } from "react";

type RenderTabBar = NonNullable<TabsProps["renderTabBar"]>;
type DefaultTabBar = Parameters<RenderTabBar>[1];

interface TabBarProps {
  bar: DefaultTabBar;
  options: ComponentProps<DefaultTabBar>;
}

export function TabBar({ bar: Bar, options }: TabBarProps) {
  const frame = useRef<HTMLDivElement>(null);
  // Ant Design calls the whole bar a list of tabs.
  useLayoutEffect(() => {
    const bar = frame.current?.querySelector(".ant-tabs-nav");
    bar?.removeAttribute("role");
    bar?.removeAttribute("aria-orientation");
    bar?.querySelector(".ant-tabs-nav-list")?.setAttribute("role", "tablist");
  }, []);
  return (
    <div ref={frame} style={{ display: "contents" }}>
      <Bar {...options} />
    </div>
  );
}
