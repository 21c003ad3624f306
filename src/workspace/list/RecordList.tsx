/** One list: toolbar, rows, footer, and the drawer of the record that is open. */
import { Button, Flex } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { RecordId } from "../../data/record";
import { useRecords } from "../../data/useRecords";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { useIsPhone } from "../../ui/useIsPhone";
import { viewTypes } from "../../view-types/viewTypes";
import { AddFieldButton } from "./AddFieldButton";
import { ListEmpty } from "./ListEmpty";
import { ListFooter } from "./ListFooter";
import { endless, firstListState } from "./listState";
import { ListToolbar } from "./ListToolbar";
import { SearchInput } from "./SearchInput";
import { listColumns, pinnedFirst } from "../../model/listColumns";
import { useAreaHeight } from "./useAreaHeight";
import { useCursor } from "./useCursor";
import { useListFilter } from "./useListFilter";
import { useListSort } from "./useListSort";
import { useListState } from "./useListState";
import { useViewExtras } from "./useViewExtras";
import { useRestOfWindow } from "./useRestOfWindow";
import { Text } from "../../ui/Text";

const FileButtons = lazy(async () => ({ default: (await import("./FileButtons")).FileButtons }));
const SelectionBar = lazy(async () => ({ default: (await import("./SelectionBar")).SelectionBar }));
const loadDrawer = async () => ({ default: (await import("../record/RecordDrawer")).RecordDrawer });
const RecordDrawer = lazy(loadDrawer);

export function RecordList({ entity }: { entity: Entity }) {
  const t = useText();
  const label = useLabel();
  const isPhone = useIsPhone();
  const { snapshot } = useSnapshot();
  const { state, change } = useListState(entity.name);
  const [selected, setSelected] = useState<RecordId[]>([]);
  const searchInput = useRef<{ focus: () => void }>(null);
  const root = useRestOfWindow<HTMLDivElement>(isPhone);
  const [area, areaHeight] = useAreaHeight<HTMLDivElement>();

  const { applied, shown, ignored } = useListFilter(entity, state.condition);
  const fields = useMemo(
    () => pinnedFirst(listColumns(entity, state.fields), state.pinned),
    [entity, state.fields, state.pinned],
  );
  const sort = useListSort(entity, state);
  const { Display, readsItself = false } = viewTypes[state.type];
  const pageSize = state.pageSize === endless ? firstListState.pageSize : state.pageSize;
  const list = useRecords({
    entity: entity.name,
    condition: applied,
    search: state.search,
    sort,
    page: state.page,
    pageSize,
    isEnabled: !readsItself,
    fields: useMemo(() => fields.map((field) => field.name), [fields]),
  });

  // Rows are opened all day long: the drawer comes while nobody waits for it.
  const hasRows = list.records.length > 0;
  useEffect(() => {
    if (hasRows) void loadDrawer();
  }, [hasRows]);

  const open = (id: RecordId | undefined, isEditing = false) => {
    const record = id === undefined ? undefined : String(id);
    change({ record, isEditing }, { isQuiet: state.record !== undefined });
  };
  const { cursorId } = useCursor({
    records: list.records,
    openId: state.record,
    onOpen: open,
    canEdit: entity.actions.update,
    onSearch: () => searchInput.current?.focus(),
  });

  const mayAddFields = snapshot?.role.mayConfigure.includes("entities") && !snapshot.viewAs;
  const addField = useMemo(() => {
    const showColumn = (name: string) => {
      const isNew = entity.fields.every((field) => field.name !== name);
      if (state.fields && isNew) change({ fields: [...state.fields, name] }, { isQuiet: true });
    };
    return <AddFieldButton entity={entity} onAdded={showColumn} />;
  }, [entity, state.fields, change]);
  const mayChangeMany = !snapshot?.viewAs && (entity.actions.delete || entity.actions.update);
  const extras = useViewExtras(applied, state, change);
  const search = (
    <SearchInput
      search={state.search}
      onChange={(text) => change({ search: text }, { isQuiet: true })}
      handle={searchInput}
    />
  );
  return (
    <Flex vertical gap={isPhone ? 8 : 12} ref={root}>
      <PageHeader
        title={label(entity.label)}
        actions={
          <>
            {!isPhone && search}
            <Suspense>
              {!snapshot?.viewAs && (
                <FileButtons {...{ entity, fields, sort }} condition={applied} search={state.search} />
              )}
            </Suspense>
            {entity.actions.create && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => open("new")}>
                {t("workspace.list.create")}
              </Button>
            )}
          </>
        }
      />
      {selected.length > 0 ? (
        <Suspense fallback={<div style={{ height: 32 }} />}>
          <SelectionBar
            entity={entity}
            ids={selected}
            condition={applied}
            search={state.search}
            total={list.total}
            onSelect={setSelected}
          />
        </Suspense>
      ) : (
        <ListToolbar {...{ entity, state, change, fields }} condition={shown} search={isPhone && search} />
      )}
      {ignored.length > 0 && (
        <Text type="warning" role="alert">
          {t("workspace.filter.ignored", { fields: ignored.join(", ") })}
        </Text>
      )}
      <div ref={area} style={{ flex: 1, minHeight: 0 }}>
        {list.error && !list.isFetching ? (
          <ErrorState
            error={list.error}
            onRetry={() => void list.refetch()}
            role={label(snapshot?.role.label)}
          />
        ) : (
          <Suspense fallback={<ListSkeleton />}>
            <Display
              {...{ entity, fields, sort }}
              records={list.records}
              isLoading={list.isLoading}
              isStale={list.isStale}
              pageSize={pageSize}
              density={state.density}
              onSort={(next) => change({ sort: next })}
              selection={mayChangeMany ? { ids: selected, onChange: setSelected } : undefined}
              activeId={list.records.find((record) => String(record.id) === state.record)?.id ?? cursorId}
              onOpen={(record) => open(record.id)}
              extras={extras}
              height={isPhone ? undefined : areaHeight}
              headerEnd={mayAddFields ? addField : undefined}
              empty={<ListEmpty {...{ entity, state, change }} onCreate={() => open("new")} />}
            />
          </Suspense>
        )}
      </div>
      {!readsItself && <ListFooter {...{ state, change, list }} />}
      <Suspense>
        {state.record !== undefined && (
          <RecordDrawer
            entity={entity}
            id={state.record}
            records={list.records}
            isEditing={state.isEditing}
            onGo={open}
          />
        )}
      </Suspense>
    </Flex>
  );
}
