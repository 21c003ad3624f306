/** What the palette offers for a text: pages, actions, and records of the role's first entities. */
import { useMemo } from "react";
import { useRecords } from "../data/useRecords";
import { useSignOut } from "../data/useSignOut";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Entity, Snapshot } from "../model/snapshot";
import { useAppearance } from "../ui/AppearanceContext";
import { configurationPages } from "./configurationPages";
import { entityPath, navigationEntities } from "./navigationSections";
import { type PaletteEntry, pickEntries } from "./pickEntries";
import { workspacePages } from "./workspacePages";
import { useWorkspaceOperations } from "./useWorkspaceOperations";

const perEntity = 5;
/** Hooks cannot be looped over; three entities are searched at once. */
const none: Entity | undefined = undefined;

function useMatches(entity: Entity | undefined, search: string) {
  const labelOf = useLabel();
  const { records, isFetching } = useRecords({
    entity: entity?.name ?? "",
    search,
    page: 1,
    pageSize: perEntity,
    fields: entity ? [entity.titleField, ...entity.listFields.slice(0, 3)] : [],
    count: "none",
    isEnabled: entity !== undefined && search.length > 1,
  });
  const entries = useMemo<PaletteEntry[]>(() => {
    if (!entity || search.length < 2) return [];
    return records.map(({ id, values, titles }) => {
      const text = (name: string) => {
        const value = titles[name] ?? values[name];
        return typeof value === "string" || typeof value === "number" ? String(value) : "";
      };
      const rest = entity.listFields.slice(0, 3).filter((name) => name !== entity.titleField);
      return {
        key: `record:${entity.name}:${String(id)}`,
        group: labelOf(entity.label),
        icon: entity.icon,
        label: text(entity.titleField) || String(id),
        note: rest.map(text).filter(Boolean).join(" · "),
        path: `${entityPath(entity.name)}/${encodeURIComponent(String(id))}`,
      };
    });
  }, [entity, records, search, labelOf]);
  return { entries, isSearching: isFetching && entity !== undefined };
}

/** `search` shall be debounced by the caller, `text` is what stands in the box. */
export function usePaletteEntries(snapshot: Snapshot, text: string, search: string) {
  const t = useText();
  const labelOf = useLabel();
  const { mode, setChoice } = useAppearance();
  const signOut = useSignOut();
  const operations = useWorkspaceOperations(snapshot);
  const entities = useMemo(() => navigationEntities(snapshot), [snapshot]);
  const searchable = entities.filter(({ searchFields }) => searchFields.length > 0);
  const first = useMatches(searchable[0] ?? none, search);
  const second = useMatches(searchable[1] ?? none, search);
  const third = useMatches(searchable[2] ?? none, search);

  const commands = useMemo<PaletteEntry[]>(() => {
    const pages = entities.map((entity) => ({
      key: `page:${entity.name}`,
      group: t("shell.palette.pages"),
      icon: entity.icon,
      label: labelOf(entity.label),
      words: `${entity.name} ${entity.label.en} ${entity.label["zh-CN"]}`,
      path: entityPath(entity.name),
    }));
    const views = snapshot.entities.flatMap((entity) =>
      entity.views.map(({ id, label }) => ({
        key: `view:${id}`,
        group: t("shell.palette.views"),
        icon: entity.icon,
        label: `${labelOf(entity.label)} · ${labelOf(label)}`,
        words: `${label.en} ${label["zh-CN"]}`,
        path: `${entityPath(entity.name)}?view=${encodeURIComponent(id)}`,
      })),
    );
    const more = [
      ...workspacePages(snapshot).map((page) => ({ ...page, heading: t("shell.palette.pages") })),
      ...configurationPages(snapshot).map((page) => ({ ...page, heading: t("studio.group") })),
    ].map(({ path, label, icon, heading }) => ({
      key: `page:${path}`,
      group: heading,
      icon,
      label: t(label),
      words: path,
      path,
    }));
    const actions = t("shell.palette.actions");
    const creations = entities
      .filter((entity) => entity.actions.create && !snapshot.viewAs)
      .map((entity) => ({
        key: `new:${entity.name}`,
        group: actions,
        icon: "FormOutlined",
        label: t("shell.palette.create", { entity: labelOf(entity.label) }),
        words: `new ${entity.name} ${entity.label.en}`,
        path: `${entityPath(entity.name)}/new`,
      }));
    const imports = entities
      .filter((entity) => entity.actions.import && !snapshot.viewAs)
      .map((entity) => ({
        key: `import:${entity.name}`,
        group: actions,
        icon: "ImportOutlined",
        label: t("import.title", { entity: labelOf(entity.label) }),
        words: `import ${entity.name} ${entity.label.en}`,
        path: `${entityPath(entity.name)}/import`,
      }));
    const other = mode === "dark" ? "light" : "dark";
    return [
      ...pages,
      ...views,
      ...more,
      ...creations,
      ...imports,
      ...operations.map(({ key, label, ask }) => ({
        key,
        group: actions,
        icon: "SettingOutlined",
        label,
        run: ask,
      })),
      {
        key: "batches",
        group: actions,
        icon: "HistoryOutlined",
        label: t("bulk.page.title"),
        words: "undo bulk batches",
        path: "/batches",
      },
      {
        key: "account",
        group: actions,
        icon: "UserOutlined",
        label: t("shell.account.settings"),
        words: "account",
        path: "/account",
      },
      {
        key: "theme",
        group: actions,
        icon: "SettingOutlined",
        label: `${t("shell.appearance.theme")}: ${t(`shell.appearance.${other}`)}`,
        words: "theme dark light",
        run: () => setChoice(other),
      },
      {
        key: "sign-out",
        group: actions,
        icon: "LogoutOutlined",
        label: t("shell.account.signOut"),
        words: "sign out logout",
        run: () => void signOut(),
      },
    ];
  }, [entities, snapshot, operations, t, labelOf, mode, setChoice, signOut]);

  return {
    entries: [...first.entries, ...second.entries, ...third.entries, ...pickEntries(commands, text)],
    isSearching: search.length > 1 && (first.isSearching || second.isSearching || third.isSearching),
  };
}
