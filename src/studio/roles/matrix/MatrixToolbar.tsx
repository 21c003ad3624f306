/** Above the matrix: what is listed, a search, and ready-made sets of rights for all of it. */
import { SearchOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { useIsPhone } from "../../../ui/useIsPhone";

const PresetDialog = lazy(async () => ({ default: (await import("./PresetDialog")).PresetDialog }));

interface MatrixToolbarProps {
  isReachedOnly: boolean;
  onReachedOnly: (isReachedOnly: boolean) => void;
  search: string;
  onSearch: (search: string) => void;
  shown: readonly Entity[];
}

export function MatrixToolbar(props: MatrixToolbarProps) {
  const { isReachedOnly, onReachedOnly, search, onSearch, shown } = props;
  const t = useText();
  const isPhone = useIsPhone();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Flex gap={8} align="center" wrap>
      <Segmented
        value={isReachedOnly ? "reached" : "all"}
        onChange={(value) => onReachedOnly(value === "reached")}
        options={[
          { value: "reached", label: t("roles.matrix.reached") },
          { value: "all", label: t("roles.matrix.everything") },
        ]}
        aria-label={t("roles.matrix.listed")}
      />
      <Button icon={<ThunderboltOutlined />} onClick={() => setChoosing(true)}>
        {t("roles.presets.button")}
      </Button>
      <Input
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        prefix={<SearchOutlined />}
        placeholder={t("roles.matrix.search")}
        aria-label={t("roles.matrix.search")}
        allowClear
        style={{ flex: "1 1 200px", marginInlineStart: "auto", ...(!isPhone && { maxWidth: 280 }) }}
      />
      {isChoosing && (
        <Suspense>
          <PresetDialog shown={shown} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </Flex>
  );
}
