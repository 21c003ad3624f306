/** An order with everything that belongs to it: lines and money, parcels, payments, after-sales, people, timeline. */
import { Card, Col, Flex, Row } from "antd";
import { lazy, Suspense, useState } from "react";
import type { RecordPageProps } from "../../workspace/recordPages";
import { AddedFieldsCard } from "./AddedFieldsCard";
import { AddToOrder } from "./AddToOrder";
import { AfterSales } from "./AfterSales";
import { CustomerCard } from "./CustomerCard";
import type { EditedPart } from "./EditableCard";
import { FulfilmentCard } from "./FulfilmentCard";
import { LinesCard } from "./LinesCard";
import { MoneyBox } from "./MoneyBox";
import { MoneyMovements } from "./MoneyMovements";
import { NotesCard } from "./NotesCard";
import { OrderFacts } from "./OrderFacts";
import { RecipientCard } from "./RecipientCard";

// What stands at the foot of the page comes after the rest.
const AllFields = lazy(async () => ({ default: (await import("./AllFields")).AllFields }));
const TimelineCard = lazy(async () => ({ default: (await import("./TimelineCard")).TimelineCard }));

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
            <Suspense>
              <AllFields entity={entity} record={record} isNarrow={isNarrow} />
            </Suspense>
          </Flex>
        </Col>
        <Col xs={24} xl={isNarrow ? 24 : 8}>
          <Flex vertical gap={16}>
            <CustomerCard entity={entity} record={record} />
            <RecipientCard {...part} />
            <NotesCard {...part} />
            <AddedFieldsCard {...part} />
            <Suspense fallback={<Card size="small" loading />}>
              <TimelineCard order={record} />
            </Suspense>
          </Flex>
        </Col>
      </Row>
    </Flex>
  );
}
