/** The tools of a list, always in the same order: View, Fields, Filter, Group, Sort, Colour, Height, History. */
import type { Condition } from "../../model/condition";
import type { Entity, Field } from "../../model/snapshot";
import { ViewSaver } from "../views/ViewSaver";
import { ViewSwitcher } from "../views/ViewSwitcher";
import { ColourButton } from "./ColourButton";
import { FieldsButton } from "./FieldsButton";
import { FilterButton } from "./FilterButton";
import { GroupButton } from "./GroupButton";
import { HeightButton } from "./HeightButton";
import { HistoryButton } from "./HistoryButton";
import type { ListState } from "./listState";
import { SortButton } from "./SortButton";
import type { ChangeListState } from "./useListState";

export interface ListToolsProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
  condition: Condition | undefined;
  /** The columns shown now. */
  fields: Field[];
}

export function ListTools({ entity, state, change, condition, fields }: ListToolsProps) {
  const isTable = state.type === "table";
  return (
    <>
      <ViewSwitcher {...{ entity, state, change }} />
      <FieldsButton
        entity={entity}
        shown={fields}
        pinned={state.pinned}
        onPin={(pinned) => change({ pinned }, { isQuiet: true })}
        isChanged={state.fields !== undefined}
        onChange={(names) => change({ fields: names }, { isQuiet: true })}
      />
      <FilterButton entity={entity} condition={condition} onChange={(next) => change({ condition: next })} />
      {(isTable || state.type === "chart") && <GroupButton {...{ entity, state, change }} />}
      <SortButton entity={entity} sort={state.sort} onChange={(sort) => change({ sort })} />
      {isTable && (
        <ColourButton entity={entity} rules={state.colours} onChange={(colours) => change({ colours })} />
      )}
      {isTable && (
        <HeightButton
          density={state.density}
          onChange={(density) => change({ density }, { isQuiet: true })}
        />
      )}
      {isTable && <HistoryButton />}
      <ViewSaver {...{ entity, state, change }} />
    </>
  );
}
