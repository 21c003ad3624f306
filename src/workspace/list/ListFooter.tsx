/** Below the rows: how many there are, which of them are shown, and the way to the others. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Flex, Select } from "antd";
import type { Total } from "../../data/record";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { ListTotal } from "./ListTotal";
import { endless, firstListState, type ListState, pageSizes } from "./listState";
import type { ChangeListState } from "./useListState";
import { Text } from "../../ui/Text";

interface ListFooterProps {
  state: ListState;
  change: ChangeListState;
  list: { records: unknown[]; total: Total; page: number; isLoading: boolean; countExactly: () => void };
}

export function ListFooter({ state, change, list }: ListFooterProps) {
  const t = useText();
  const format = useFormat();
  const isPhone = useIsPhone();
  const isEndless =
    state.pageSize === endless && !isPhone && state.type === "table" && state.group === undefined;
  const first = (list.page - 1) * (state.pageSize || firstListState.pageSize) + 1;
  const last = first + list.records.length - 1;
  const hasNext = last < list.total.value;
  const goTo = (page: number) => {
    change({ page });
    if (isPhone) window.scrollTo({ top: 0 });
  };

  return (
    <Flex align="center" gap={8} wrap="wrap">
      <ListTotal total={list.total} isLoading={list.isLoading} onCount={list.countExactly} />
      <span style={{ flex: 1 }} />
      {!isEndless && (
        <>
          {last >= first && (
            <Text type="secondary" style={{ fontVariantNumeric: "tabular-nums" }}>
              {format.number(first)}–{format.number(last)}
            </Text>
          )}
          <Button
            type="text"
            icon={<LeftOutlined />}
            aria-label={t("workspace.footer.previous")}
            disabled={list.page <= 1}
            onClick={() => goTo(list.page - 1)}
          />
          <Button
            type="text"
            icon={<RightOutlined />}
            aria-label={t("workspace.footer.next")}
            disabled={!hasNext}
            onClick={() => goTo(list.page + 1)}
          />
        </>
      )}
      {!isPhone && (
        <Select<number>
          value={state.pageSize}
          onChange={(pageSize) => change({ pageSize }, { isQuiet: true })}
          options={pageSizes.map((size) => ({
            value: size,
            label: size === endless ? t("views.endless") : t("workspace.footer.perPage", { size }),
          }))}
          aria-label={t("workspace.footer.pageSize")}
          variant="borderless"
          popupMatchSelectWidth={false}
        />
      )}
    </Flex>
  );
}
