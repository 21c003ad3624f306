/** Above the rows of a list: its tools, fetched while the rows are, and the search. */
import { Flex } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import type { ListToolsProps } from "./ListTools";

const ListTools = lazy(async () => ({ default: (await import("./ListTools")).ListTools }));

interface ListToolbarProps extends ListToolsProps {
  /** On a phone; elsewhere it stands in the header, where no tool can push it away. */
  search: ReactNode;
}

export function ListToolbar({ search, ...tools }: ListToolbarProps) {
  return (
    <Flex gap={4} align="center" wrap="wrap">
      <Suspense>
        <ListTools {...tools} />
      </Suspense>
      {search}
    </Flex>
  );
}
