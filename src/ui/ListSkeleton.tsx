/** A list page before its rows have come: header, toolbar, rows. */
import { Flex, Skeleton } from "antd";
import { useText } from "../i18n/useText";

interface ListSkeletonProps {
  rows?: number;
}

export function ListSkeleton({ rows = 12 }: ListSkeletonProps) {
  const t = useText();
  return (
    <Flex vertical gap="middle" role="status" aria-busy aria-label={t("general.loading")}>
      <Flex justify="space-between">
        <Skeleton.Button active style={{ width: 180, height: 28 }} />
        <Skeleton.Button active style={{ width: 96 }} />
      </Flex>
      <Skeleton.Button active block style={{ height: 36 }} />
      <Flex vertical gap={10}>
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton.Button key={row} active block size="small" style={{ height: 22 }} />
        ))}
      </Flex>
    </Flex>
  );
}
