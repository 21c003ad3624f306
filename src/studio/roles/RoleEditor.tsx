/** The page of a role: rights, operations, members, settings; nothing acts before it was reviewed and saved. */
import { Flex, Skeleton, Tabs, Typography } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { RoleDocument } from "../../model/roleDocument";
import { ScopeOffer } from "../scopes/ScopeOffer";
import { useScopeOffer } from "../scopes/useScopeOffer";
import { PageHeader } from "../../ui/PageHeader";
import { UnsavedChangesGuard } from "../../ui/UnsavedChangesGuard";
import { RoleActions } from "./RoleActions";
import { RoleDraftContext } from "./RoleDraftContext";
import { RoleMarks } from "./RoleMarks";
import { useRoleDraft } from "./useRoleDraft";
import { useRoleWorld } from "./RoleWorldContext";

interface RoleEditorProps {
  saved: RoleDocument;
  isFetching: boolean;
  /** Fetches what is saved now; the draft stays on top. */
  onReload: () => Promise<void>;
}

const PermissionMatrix = lazy(async () => ({
  default: (await import("./matrix/PermissionMatrix")).PermissionMatrix,
}));
const OperationsTab = lazy(async () => ({ default: (await import("./OperationsTab")).OperationsTab }));
const RoleMembers = lazy(async () => ({ default: (await import("./RoleMembers")).RoleMembers }));
const RoleSettings = lazy(async () => ({ default: (await import("./RoleSettings")).RoleSettings }));
const ReviewDialog = lazy(async () => ({ default: (await import("./ReviewDialog")).ReviewDialog }));

const tabs = ["rights", "operations", "members", "settings"] as const;

export function RoleEditor({ saved, isFetching, onReload }: RoleEditorProps) {
  const t = useText();
  const labelOf = useLabel();
  const world = useRoleWorld();
  const { role } = world;
  const { lookAt, offer } = useScopeOffer();
  const { base, draft, change, hasChanges, discard } = useRoleDraft(saved);
  const [isReviewing, setReviewing] = useState(false);
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((name) => name === search.get("tab")) ?? "rights";
  const context = useMemo(() => ({ base, draft, change }), [base, draft, change]);

  const panels = {
    rights: <PermissionMatrix />,
    operations: <OperationsTab />,
    members: <RoleMembers />,
    settings: <RoleSettings />,
  };
  const counts = { operations: draft.operations?.length ?? 0, members: role.members.length };
  return (
    <RoleDraftContext value={context}>
      <Flex vertical gap={12}>
        <PageHeader
          title={labelOf(draft.label)}
          trail={[{ label: t("studio.pages.roles"), to: "/studio/roles" }]}
          tags={<RoleMarks role={draft} />}
          actions={
            <RoleActions
              hasChanges={hasChanges}
              isBusy={isFetching}
              onDiscard={discard}
              onReview={() => setReviewing(true)}
            />
          }
        />
        <Tabs
          activeKey={tab}
          onChange={(key) => setSearch(key === "rights" ? {} : { tab: key }, { replace: true })}
          items={tabs.map((key) => ({
            key,
            label: (
              <Flex gap={6} align="center">
                {t(`roles.tabs.${key}`)}
                {(key === "members" || key === "operations") && (
                  <Typography.Text type="secondary">{counts[key]}</Typography.Text>
                )}
              </Flex>
            ),
            children: <Suspense fallback={<Skeleton active />}>{panels[key]}</Suspense>,
          }))}
        />
      </Flex>
      <UnsavedChangesGuard hasChanges={hasChanges} />
      {isReviewing && (
        <ReviewDialog
          onClose={() => setReviewing(false)}
          onReload={onReload}
          onNarrowed={() => lookAt({ role_id: role.id })}
        />
      )}
      <ScopeOffer world={world} {...offer} />
    </RoleDraftContext>
  );
}
