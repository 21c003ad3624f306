/** The fields of one entity in order: add, edit, hide, move, remove and bring back. */
import { MoreOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { Link, useParams } from "react-router";
import type { StudioFieldRow } from "../../data/config/fieldsPage";
import { useFieldsPage } from "../../data/useFieldsPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";

const EntityMenu = lazy(async () => ({ default: (await import("../entities/EntityMenu")).EntityMenu }));
const FieldTable = lazy(async () => ({ default: (await import("./FieldTable")).FieldTable }));
const TrashList = lazy(async () => ({ default: (await import("./TrashList")).TrashList }));
const AddFieldDrawer = lazy(async () => ({ default: (await import("./AddFieldDrawer")).AddFieldDrawer }));
const FieldDrawer = lazy(async () => ({ default: (await import("./FieldDrawer")).FieldDrawer }));
const TypeDialog = lazy(async () => ({ default: (await import("./TypeDialog")).TypeDialog }));

export function FieldsPage() {
  const t = useText();
  const labelOf = useLabel();
  const { id: name = "" } = useParams();
  const { answer: page, error, refetch } = useFieldsPage(name);
  const [isAdding, setIsAdding] = useState(false);
  const [edited, setEdited] = useState<StudioFieldRow>();
  const [retyped, setRetyped] = useState<StudioFieldRow>();
  if (error && !page) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!page) return <ListSkeleton rows={8} />;

  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={labelOf(page.entity.label)}
        trail={[{ label: t("fields.title"), to: "/studio/entities" }]}
        actions={
          <>
            <Link to={`/studio/forms/${name}`}>
              <Button>{t("forms.openDesigner")}</Button>
            </Link>
            <Suspense fallback={<Button icon={<MoreOutlined />} disabled />}>
              <EntityMenu page={page} />
            </Suspense>
            <Link to={`/e/${name}`}>
              <Button>{t("fields.openList")}</Button>
            </Link>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setIsAdding(true)}>
              {t("fields.save")}
            </Button>
          </>
        }
      />
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} />}>
        <FieldTable page={page} onEdit={setEdited} onRetype={setRetyped} />
      </Suspense>
      <Suspense>
        {page.trash.length > 0 && <TrashList entity={name} trash={page.trash} />}
        {isAdding && <AddFieldDrawer entity={name} onClose={() => setIsAdding(false)} />}
        {edited && (
          <FieldDrawer key={edited.id} page={page} field={edited} onClose={() => setEdited(undefined)} />
        )}
        {retyped && <TypeDialog entity={name} field={retyped} onClose={() => setRetyped(undefined)} />}
      </Suspense>
    </Flex>
  );
}
