/** Above the rows of a list: its tools, fetched while the rows are, and the search. */
import { Flex } from "antd";
import { lazy, type RefObject, Suspense } from "react";
import type { ListToolsProps } from "./ListTools";
import { SearchInput } from "./SearchInput";

const ListTools = lazy(async () => ({ default: (await import("./ListTools")).ListTools }));

interface ListToolbarProps extends ListToolsProps {
  searchInput: RefObject<{ focus: () => void } | null>;
}

export function ListToolbar({ searchInput, ...tools }: ListToolbarProps) {
  const { state, change } = tools;
  return (
    <Flex gap={4} align="center" wrap="wrap">
      <Suspense>
        <ListTools {...tools} />
      </Suspense>
      <SearchInput
        search={state.search}
        onChange={(search) => change({ search }, { isQuiet: true })}
        handle={searchInput}
      />
    </Flex>
  );
}
