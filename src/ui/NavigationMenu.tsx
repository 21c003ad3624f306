/** The entities of the role, grouped by job. */
import { Menu, type MenuProps } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { EntityIcon } from "./EntityIcon";

export interface NavigationItem {
  path: string;
  label: string;
  icon: string | null;
}

export interface NavigationSection {
  key: string;
  /** Absent for entities without a group. */
  label?: string | undefined;
  items: NavigationItem[];
}

type MenuItem = NonNullable<MenuProps["items"]>[number];

interface NavigationMenuProps {
  sections: readonly NavigationSection[];
  /** Path of the page that is open. */
  currentPath: string;
  isCollapsed: boolean;
  onNavigate?: (() => void) | undefined;
}

const linkOf = ({ path, label, icon }: NavigationItem): MenuItem => ({
  key: path,
  icon: <EntityIcon name={icon} />,
  label: <Link to={path}>{label}</Link>,
  title: label,
});

export function NavigationMenu({ sections, currentPath, isCollapsed, onNavigate }: NavigationMenuProps) {
  const items = sections.flatMap<MenuItem>(({ key, label, items: pages }, index) => {
    const links = pages.map(linkOf);
    if (isCollapsed) return index === 0 ? links : [{ type: "divider", key: `before-${key}` }, ...links];
    return label === undefined ? links : [{ type: "group", key, label, children: links }];
  });
  const selected = sections
    .flatMap(({ items: pages }) => pages)
    .filter(({ path }) => currentPath === path || currentPath.startsWith(`${path}/`))
    .map(({ path }) => path);

  // A page far down the menu is in sight when it is opened by its address.
  const frame = useRef<HTMLDivElement>(null);
  const [selectedPath] = selected;
  useEffect(() => {
    if (selectedPath === undefined) return;
    const entry = frame.current?.querySelector(".ant-menu-item-selected");
    const box = frame.current?.parentElement;
    if (!entry || !box) return;
    // Not scrollIntoView: it would make Chrome begin there with the first Tab, behind the link past the menu.
    const below = entry.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    if (below > 0) box.scrollTop += below;
  }, [selectedPath]);

  return (
    <div ref={frame}>
      <Menu
        mode="inline"
        inlineIndent={12}
        items={items}
        selectedKeys={selected}
        onClick={() => onNavigate?.()}
        style={{ borderInlineEnd: 0 }}
      />
    </div>
  );
}
