/** A configuration with a bit of everything, and the ways to export, plan and apply it. */
import type { TestDatabase } from "../support/TestDatabase";
import { label } from "../database/roleEditing";
import { aField, changeOf, publish } from "./fieldChanges";

export type Json = Record<string, unknown>;

export interface ConfigurationFile extends Json {
  entities: { name: string; fields: Json[] }[];
  roles: (Json & { key: string })[];
}

export const exported = async (db: TestDatabase) =>
  (await db.row<{ file: ConfigurationFile }>("select config.configuration_file() as file")).file;

export const planOf = async (db: TestDatabase, file: object) =>
  (
    await db.row<{ steps: { kind: string; object: string; risk: string }[] }>(
      "select config.plan_file($1) as steps",
      JSON.stringify(file),
    )
  ).steps;

export const apply = (db: TestDatabase, file: object) =>
  db.call("config.apply_file", JSON.stringify(file), "");

/** Everything a shop of notes may want: entities of its own, all kinds of fields, a role, views. */
export async function configureMuch(db: TestDatabase) {
  await db.query(`
    select engine.define_group('sales', '{"en": "Sales", "zh-CN": "销售"}', 5, 'ShopOutlined');
    update config.settings set currency = 'EUR'`);
  const visits = { entity: "visits" };
  await publish(
    db,
    {
      kind: "create_entity",
      label: { en: "Visits", "zh-CN": "拜访" },
      help: label("Who saw whom"),
      name: "visits",
      group: "sales",
    },
    { ...aField("Site", "relation", { options: { target: "places" } }), ...visits },
    {
      ...aField("Price", "money", { options: { currency: "USD" }, is_required: true, default: 12.5 }),
      ...visits,
    },
    { ...aField("Pieces", "integer", { default: 3, is_indexed: true }), ...visits },
    { ...aField("Total", "money", { options: { formula: "{price} * {pieces}" } }), ...visits },
    {
      ...aField("Stage", "choice", {
        options: {
          choices: [
            { value: "new", label: label("New"), color: "blue" },
            { value: "it's", label: label("It's") },
          ],
        },
        default: "new",
      }),
      ...visits,
    },
    { ...aField("Tags", "tags"), ...visits },
    { ...aField("Code", "barcode", { is_unique: true, help: label("On the box") }), ...visits },
    { ...aField("Day", "date", { default: { variable: "today" } }), ...visits },
    { ...aField("Who", "person", { default: { variable: "me" } }), ...visits },
    { ...aField("Mark", "rating", { options: { max: 7 } }), ...visits },
    { ...aField("Rate", "decimal", { options: { scale: 4, unit: "kg" } }), ...visits },
    { ...aField("Visit", "relation", { options: { target: "visits" } }) },
    changeOf("title", { label: label("Headline") }),
    { kind: "change_entity", entity: "visits", list_fields: ["name", "stage"], icon: "CarOutlined" },
  );
  await publish(
    db,
    {
      ...aField("Visited", "rollup", {
        options: { entity: "visits", by: "site", op: "sum", field: "price" },
      }),
      entity: "places",
    },
    { ...aField("Number", "auto_number"), ...visits },
    { ...aField("Story", "rich_text"), ...visits },
    { ...aField("Took", "duration"), ...visits },
    { ...aField("Photo", "image"), ...visits },
  );
  await publish(db, { kind: "order_fields", entity: "visits", fields: ["stage", "name", "price"] });
  await db.query(
    `select engine.insert_lookup('visits', '{"name": "site_name", "label": {"en": "Site name", "zh-CN": "地点名称"}, "relation": "site", "target": "places", "source": "name", "in_list": true}');
     select engine.define_form('visits', engine.layout(engine.layout_tab('{"en": "All", "zh-CN": "全部"}', engine.layout_section(null, 1, 'name', 'code'))),
       '[{"key": "code_needed", "label": {"en": "Code", "zh-CN": "条码"}, "kind": "require", "fields": ["code"], "condition": {"field": "stage", "op": "eq", "value": "it''s"}, "is_enforced": true, "is_enabled": true}]')`,
  );
  await db.query(`
    select engine.define_scope('new_ones', '{"en": "New ones", "zh-CN": "新的"}', '{"field": "stage", "op": "eq", "value": "new"}');
    select engine.define_role('driver', '{"en": "Driver", "zh-CN": "司机"}', '{"rank": 60}');
    select engine.allow('driver', 'visits', 'read', fields => array['name', 'stage', 'pieces'], scope => 'new_ones');
    select engine.allow('driver', 'visits', 'create', presets => '{"stage": {"value": "new"}}');
    select engine.sync_roles();
    insert into config.views (entity_id, type, label, sharing, settings) values
      (engine.entity_id('visits'), 'kanban', '{"en": "By stage", "zh-CN": "按阶段"}', 'shared', '{"lane": "stage"}');
    insert into config.view_defaults (entity_id, role_id, view_id)
    select v.entity_id, r.id, v.id from config.views as v, config.roles as r where r.key = 'driver' and v.type = 'kanban'`);
}
