/** What the role may do: kinds of records down, actions across; a cell says none, all, or a part. */
import { Flex, Table } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { useSnapshot } from "../../../data/useSnapshot";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { EmptyState } from "../../../ui/EmptyState";
import { useIsPhone } from "../../../ui/useIsPhone";
import type { OpenCell } from "../OpenCell";
import { useDraft } from "../RoleDraftContext";
import { useRoleWorld } from "../RoleWorldContext";
import { moveByArrows } from "./moveByArrows";
import { MatrixLegend } from "./MatrixLegend";
import { insideOthers, matrixSections } from "./matrixSections";
import { MatrixToolbar } from "./MatrixToolbar";
import { type MatrixRow, useMatrixColumns } from "./useMatrixColumns";

const PermissionDrawer = lazy(async () => ({
  default: (await import("../cell/PermissionDrawer")).PermissionDrawer,
}));

export function PermissionMatrix() {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const { snapshot } = useSnapshot();
  const { entities } = useRoleWorld();
  const { base, draft } = useDraft();
  // Chosen once: what is being edited shall not jump away.
  const [isReachedOnly, setReachedOnly] = useState(base.permissions.length > 0);
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<OpenCell>();

  const shown = useMemo(() => {
    const text = search.trim().toLowerCase();
    const reached = new Set([...base.permissions, ...draft.permissions].map(({ entity }) => entity));
    const fits = ({ name, label }: Entity) =>
      [name, label.en, label["zh-CN"]].some((word) => word.toLowerCase().includes(text));
    return entities.filter((entity) => (text ? fits(entity) : !isReachedOnly || reached.has(entity.name)));
  }, [entities, base, draft, isReachedOnly, search]);

  const sections = useMemo(() => matrixSections(shown, snapshot?.groups ?? []), [shown, snapshot]);
  const rows = useMemo(
    () =>
      sections.flatMap<MatrixRow>(({ key, label, entities: members }) => [
        {
          key: `group:${key}`,
          heading: label
            ? labelOf(label)
            : t(key === insideOthers ? "roles.matrix.inside" : "shell.navigation.other"),
          members,
        },
        ...members.map((entity) => ({ key: entity.name, entity })),
      ]),
    [sections, labelOf, t],
  );
  const columns = useMatrixColumns({ shown, onOpen: setOpen });

  return (
    <Flex vertical gap={12}>
      <MatrixToolbar
        isReachedOnly={isReachedOnly}
        onReachedOnly={setReachedOnly}
        search={search}
        onSearch={setSearch}
        shown={shown}
      />
      <div onKeyDown={moveByArrows}>
        <Table
          size="small"
          rowKey="key"
          columns={columns}
          dataSource={rows}
          pagination={false}
          sticky={!isPhone}
          scroll={isPhone ? { x: "max-content" } : undefined}
          locale={{
            emptyText: <EmptyState title={t(search ? "roles.matrix.notFound" : "roles.matrix.empty")} />,
          }}
        />
      </div>
      <MatrixLegend />
      <Suspense>{open && <PermissionDrawer cell={open} onClose={() => setOpen(undefined)} />}</Suspense>
    </Flex>
  );
}
