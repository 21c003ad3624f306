/** An order with everything that belongs to it: lines and money, parcels, payments, after-sales, people, timeline. */
import { Col, Flex, Row } from "antd";
import { useState } from "react";
import type { RecordPageProps } from "../../workspace/recordPages";
import { AddToOrder } from "./AddToOrder";
import { AfterSales } from "./AfterSales";
import { AllFields } from "./AllFields";
import { CustomerCard } from "./CustomerCard";
import type { EditedPart } from "./EditableCard";
import { FulfilmentCard } from "./FulfilmentCard";
import { LinesCard } from "./LinesCard";
import { MoneyBox } from "./MoneyBox";
import { MoneyMovements } from "./MoneyMovements";
import { NotesCard } from "./NotesCard";
import { OrderFacts } from "./OrderFacts";
import { RecipientCard } from "./RecipientCard";
import { TimelineCard } from "./TimelineCard";

export function OrderPage({ entity, record, isNarrow }: RecordPageProps) {
  // One part at a time: two open forms could not both guard the way out.
  const [edited, setEdited] = useState<EditedPart>();
  const part = { entity, record, edited, onEdit: setEdited };
  return (
    <Flex vertical gap={16}>
      <OrderFacts entity={entity} record={record} />
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={isNarrow ? 24 : 16}>
          <Flex vertical gap={16}>
            <LinesCard order={record} />
            <MoneyBox entity={entity} record={record} />
            <FulfilmentCard order={record} />
            <MoneyMovements order={record} />
            <AfterSales order={record} />
            <AddToOrder orderId={record.id} />
            <AllFields entity={entity} record={record} isNarrow={isNarrow} />
          </Flex>
        </Col>
        <Col xs={24} xl={isNarrow ? 24 : 8}>
          <Flex vertical gap={16}>
            <CustomerCard entity={entity} record={record} />
            <RecipientCard {...part} />
            <NotesCard {...part} />
            <TimelineCard order={record} />
          </Flex>
        </Col>
      </Row>
    </Flex>
  );
}
