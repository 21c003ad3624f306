/** The tools of a list, always in the same order: View, Fields, Filter, Sort, Height, Search. */
import { Button, Flex } from "antd";
import { lazy, type RefObject, Suspense } from "react";
import type { Condition } from "../../model/condition";
import type { Entity, Field } from "../../model/snapshot";
import { FieldsButton } from "./FieldsButton";
import { FilterButton } from "./FilterButton";
import { HeightButton } from "./HeightButton";
import type { ListState } from "./listState";
import { SearchInput } from "./SearchInput";
import { SortButton } from "./SortButton";
import type { ChangeListState } from "./useListState";

const ViewSwitcher = lazy(async () => ({
  default: (await import("../views/ViewSwitcher")).ViewSwitcher,
}));

interface ListToolbarProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
  condition: Condition | undefined;
  /** The columns shown now. */
  fields: Field[];
  searchInput: RefObject<{ focus: () => void } | null>;
}

export function ListToolbar({ entity, state, change, condition, fields, searchInput }: ListToolbarProps) {
  return (
    <Flex gap={4} align="center" wrap="wrap">
      <Suspense fallback={<Button type="text" loading style={{ width: 120 }} />}>
        <ViewSwitcher {...{ entity, state, change }} />
      </Suspense>
      <FieldsButton
        entity={entity}
        shown={fields}
        isChanged={state.fields !== undefined}
        onChange={(names) => change({ fields: names }, { isQuiet: true })}
      />
      <FilterButton entity={entity} condition={condition} onChange={(next) => change({ condition: next })} />
      <SortButton entity={entity} sort={state.sort} onChange={(sort) => change({ sort })} />
      <HeightButton density={state.density} onChange={(density) => change({ density }, { isQuiet: true })} />
      <SearchInput
        search={state.search}
        onChange={(search) => change({ search }, { isQuiet: true })}
        handle={searchInput}
      />
    </Flex>
  );
}
