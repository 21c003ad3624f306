/** A balance: how much of a SKU lies in a warehouse, what is reserved for whom, and what came and went. */
import { Card, Flex } from "antd";
import type { RecordPageProps } from "../../workspace/recordPages";
import { StockFigures } from "./StockFigures";
import { StockMovements } from "./StockMovements";
import { StockReservations } from "./StockReservations";
import { StockTools } from "./StockTools";

export function StockPage({ entity, record }: RecordPageProps) {
  return (
    <Flex vertical gap={16}>
      <Card size="small">
        <Flex vertical gap={16}>
          <StockFigures entity={entity} record={record} />
          <StockTools entity={entity} record={record} />
        </Flex>
      </Card>
      <StockReservations stock={record} />
      <StockMovements stock={record} />
    </Flex>
  );
}
