/** A record or form page before its values have come: header, then label and value in columns. */
import { Card, Col, Flex, Row, Skeleton } from "antd";
import { useText } from "../i18n/useText";

interface RecordSkeletonProps {
  fields?: number;
}

export function RecordSkeleton({ fields = 9 }: RecordSkeletonProps) {
  const t = useText();
  return (
    <Flex vertical gap="middle" role="status" aria-busy aria-label={t("general.loading")}>
      <Skeleton.Button active style={{ width: 260, height: 28 }} />
      <Card>
        <Row gutter={[24, 20]}>
          {Array.from({ length: fields }, (_, field) => (
            <Col key={field} xs={24} sm={12} lg={8}>
              <Skeleton active title={{ width: "30%" }} paragraph={{ rows: 1, width: "80%" }} />
            </Col>
          ))}
        </Row>
      </Card>
    </Flex>
  );
}
