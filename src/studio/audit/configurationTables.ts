/** Parts of the configuration that the log watches, and their columns that have a name for people. */
export const configurationTables = [
  "settings",
  "roles",
  "members",
  "member_roles",
  "member_values",
  "navigation_groups",
  "entities",
  "fields",
  "variables",
  "scopes",
  "permissions",
  "permission_fields",
  "operations",
  "logins",
  "views",
  "view_defaults",
  "forms",
  "form_rules",
] as const;
export type ConfigurationTable = (typeof configurationTables)[number];

export const isConfigurationTable = (name: string): name is ConfigurationTable =>
  configurationTables.some((table) => table === name);

export const namedColumns = [
  "name",
  "label",
  "email",
  "is_active",
  "active_role_id",
  "role_id",
  "member_id",
  "reviewed_at",
  "reviewed_by",
  "sessions_valid_from",
  "initial_password_digest",
  "user_id",
  "rank",
  "requires_mfa",
  "can_view_as",
  "may_configure",
  "action",
  "entity_id",
  "field_id",
  "scope_id",
  "all_fields",
  "condition",
  "presets",
  "validation",
  "variable_key",
  "record_id",
  "permission_id",
  "position",
  "key",
  "type",
  "options",
  "is_hidden",
  "is_read_only",
] as const;
export type NamedColumn = (typeof namedColumns)[number];

export const namedColumn = (name: string): NamedColumn | undefined =>
  namedColumns.find((column) => column === name);

/** Of these only says that they changed: their content is for the database, not for people. */
export const opaqueColumns = new Set([
  "initial_password_digest",
  "user_id",
  "condition",
  "presets",
  "validation",
  "options",
  "layout",
  "value",
]);

/** Never worth a line. */
export const silentColumns = new Set(["id", "created_at", "updated_at"]);
