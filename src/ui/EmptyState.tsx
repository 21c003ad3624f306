/** Says that there is nothing, why, and what to do about it. */
import { Empty, Flex } from "antd";
import type { ReactNode } from "react";
import { Text } from "./Text";

interface EmptyStateProps {
  title: string;
  description?: ReactNode;
  /** The button that mends it. */
  action?: ReactNode;
}

export function EmptyState({ title, description, action }: EmptyStateProps) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ paddingBlock: 48 }}
      description={
        <Flex vertical gap={4} align="center">
          <Text strong>{title}</Text>
          {description !== undefined && <Text type="secondary">{description}</Text>}
        </Flex>
      }
    >
      {action}
    </Empty>
  );
}
