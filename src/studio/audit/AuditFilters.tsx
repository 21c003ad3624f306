/** Narrows the change log down: where, who, what, when. */
import { Button, DatePicker, Flex, Select } from "antd";
import dayjs from "dayjs";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { configurationTables } from "./configurationTables";
import { auditActions, type AuditFilter } from "./useAuditAddress";
import type { ConfigurationNames } from "./useConfigurationNames";

interface AuditFiltersProps {
  filter: AuditFilter;
  names: ConfigurationNames;
  isNarrowed: boolean;
  onFilter: (filter: AuditFilter) => void;
}

const dayFormat = "YYYY-MM-DD";

export function AuditFilters({ filter, names, isNarrowed, onFilter }: AuditFiltersProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const { snapshot } = useSnapshot();
  const change = (changes: AuditFilter) => onFilter({ ...filter, upTo: undefined, ...changes });
  const width = (pixels: number) => (isPhone ? { width: "100%" } : { width: pixels });
  const configuration = configurationTables.map((table) => ({
    value: `config.${table}`,
    label: t(`audit.configuration.${table}`),
  }));

  return (
    <Flex gap={8} wrap>
      <Select
        aria-label={t("audit.filter.entity")}
        placeholder={t("audit.filter.anyEntity")}
        value={filter.entity}
        onChange={(entity: string | undefined) => change({ entity })}
        allowClear
        showSearch
        optionFilterProp="label"
        options={[
          { label: t("audit.filter.records"), options: names.entities },
          { label: t("audit.filter.configuration"), options: configuration },
        ]}
        style={width(200)}
      />
      <Select
        aria-label={t("audit.filter.member")}
        placeholder={t("audit.filter.anyMember")}
        value={filter.member}
        onChange={(member: string | undefined) => change({ member })}
        allowClear
        showSearch
        optionFilterProp="label"
        options={snapshot?.people.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        style={width(180)}
      />
      <Select
        aria-label={t("audit.filter.action")}
        placeholder={t("audit.filter.anyAction")}
        value={filter.action}
        onChange={(action: AuditFilter["action"]) => change({ action })}
        allowClear
        options={auditActions.map((action) => ({ value: action, label: t(`audit.action.${action}`) }))}
        style={width(140)}
      />
      <DatePicker.RangePicker
        aria-label={t("audit.filter.time")}
        placeholder={[t("audit.filter.from"), t("audit.filter.until")]}
        value={[filter.from ? dayjs(filter.from) : null, filter.until ? dayjs(filter.until) : null]}
        onChange={(days) =>
          change({ from: days?.[0]?.format(dayFormat), until: days?.[1]?.format(dayFormat) })
        }
        allowEmpty={[true, true]}
        style={width(260)}
      />
      {isNarrowed && (
        <Button type="text" onClick={() => onFilter({})}>
          {t("audit.filter.clear")}
        </Button>
      )}
    </Flex>
  );
}
