/** Says what a member of a role sees and may change, from the role's draft and the rows alone. */
import type { Row, Data } from "./data";
import { withDerived } from "./data";
import { permissionOf, writableColumns, type Action, type Draft, type Preset } from "./Draft";
import { dayInShanghai, holds, type Sight } from "./holds";
import { entityOf, type EntityName } from "./workshop";
import type { Cell } from "./values";

/** Keys of rows that were touched, or why the whole statement fails. */
export type Outcome = number[] | "refused" | "invalid" | "incomplete";

/** Greater than every key in the data, as a new row's is. */
const newKey = 1_000_000;

export class Oracle {
  readonly draft: Draft;
  readonly #data: Data;
  readonly #me: string;
  readonly #now = new Date().toISOString();
  readonly #sets: Record<string, readonly number[]>;
  readonly #visible = new Map<EntityName, Row[]>();

  /** @param sets records of the member's own, by variable; empty means all */
  constructor(draft: Draft, data: Data, member: { id: string; sets: Record<string, number[]> }) {
    this.draft = draft;
    this.#data = data;
    this.#me = member.id;
    const all = { my_regions: data.regions, my_shops: data.shops };
    this.#sets = Object.fromEntries(
      Object.entries(all).map(([variable, rows]) => {
        const own = member.sets[variable] ?? [];
        return [variable, own.length > 0 ? own : rows.map(({ id }) => Number(id))];
      }),
    );
  }

  visibleRows(entity: EntityName): Row[] {
    const known = this.#visible.get(entity);
    if (known) return known;
    const rows = this.#data[entity].filter((row) => this.#isIn(entity, "read", row));
    this.#visible.set(entity, rows);
    return rows;
  }

  /** Rows that a delete without conditions would remove. */
  deletableRows(entity: EntityName): Row[] {
    return this.#reachable(entity, "delete");
  }

  updatableRows(entity: EntityName): Row[] {
    return this.#reachable(entity, "update");
  }

  update(entity: EntityName, rows: readonly Row[], body: Row): Outcome {
    const writable = writableColumns(this.draft, entity, "update");
    if (Object.keys(body).some((column) => !writable.includes(column))) return "refused";
    const reachable = this.updatableRows(entity);
    const before = rows.filter((row) => reachable.includes(row));
    const after = before.map((row) => this.#changed(entity, row, body));
    if (after.some((row) => !this.#mayStand(entity, "update", row))) return "refused";
    if (!this.#areValid(entity, "update", after)) return "invalid";
    return before.map(({ id }) => Number(id));
  }

  /** @param isReturned whether the answer shows the new row, which takes the right to see it */
  create(entity: EntityName, body: Row, isReturned: boolean): Outcome {
    const writable = writableColumns(this.draft, entity, "create");
    const permission = permissionOf(this.draft, entity, "create");
    if (!permission || Object.keys(body).some((column) => !writable.includes(column))) return "refused";
    const { defaults, fields } = entityOf(entity);
    const blank = Object.fromEntries(fields.map(({ name }) => [name, this.#resolve(defaults[name] ?? null)]));
    const row = withDerived(entity, {
      ...blank,
      ...body,
      ...this.#preset(permission.presets),
      ...this.#stamp(blank),
      id: newKey,
    });
    if (!this.#isIn(entity, "create", row) || (isReturned && !this.#isIn(entity, "read", row)))
      return "refused";
    if (fields.some(({ name, isRequired }) => isRequired && row[name] == null)) return "incomplete";
    return this.#areValid(entity, "create", [row]) ? [newKey] : "invalid";
  }

  #reachable(entity: EntityName, action: Action): Row[] {
    const hasRead = permissionOf(this.draft, entity, "read") !== undefined;
    const rows = hasRead ? this.visibleRows(entity) : this.#data[entity];
    return rows.filter((row) => this.#isIn(entity, action, row));
  }

  #isIn(entity: EntityName, action: Action, row: Row): boolean {
    const permission = permissionOf(this.draft, entity, action);
    if (!permission) return false;
    return permission.scope === null || holds(permission.scope, entity, this.#sight(row));
  }

  /** A row may not be moved out of the scope in which it is changed, nor out of sight. */
  #mayStand(entity: EntityName, action: Action, row: Row): boolean {
    const hasRead = permissionOf(this.draft, entity, "read") !== undefined;
    return this.#isIn(entity, action, row) && (!hasRead || this.#isIn(entity, "read", row));
  }

  #changed(entity: EntityName, row: Row, body: Row): Row {
    const presets = this.#preset(permissionOf(this.draft, entity, "update")?.presets ?? {});
    const version: Row = typeof row.version === "number" ? { version: row.version + 1 } : {};
    return withDerived(entity, { ...row, ...body, ...presets, ...version, ...this.#stamp(row) });
  }

  #stamp(row: Row): Row {
    return "updated_at" in row ? { updated_at: this.#now } : {};
  }

  /** Rules look at the database as the statement leaves it. */
  #areValid(entity: EntityName, action: "create" | "update", rows: Row[]): boolean {
    const rules = permissionOf(this.draft, entity, action)?.validation ?? [];
    if (rules.length === 0) return true;
    const kept = this.#data[entity].filter(({ id }) => !rows.some((row) => row.id === id));
    const later = new Oracle(
      this.draft,
      { ...this.#data, [entity]: [...kept, ...rows] },
      { id: this.#me, sets: {} },
    );
    later.#adopt(this.#sets);
    return rows.every((row) => rules.every(({ condition }) => holds(condition, entity, later.#sight(row))));
  }

  #adopt(sets: Record<string, readonly number[]>): void {
    Object.assign(this.#sets, sets);
  }

  #preset(presets: Record<string, Preset>): Row {
    return Object.fromEntries(
      Object.entries(presets).map(([name, preset]) => [name, this.#presetValue(preset)]),
    );
  }

  #presetValue(preset: Preset): Cell {
    if ("value" in preset) return preset.value;
    if (preset.variable === "me") return this.#me;
    return preset.variable === "now" ? this.#now : dayInShanghai();
  }

  #resolve(value: Cell): Cell {
    return value === "me" ? this.#me : value;
  }

  #sight(row: Row): Sight {
    return {
      row,
      rowsOf: (entity) => this.visibleRows(entity),
      me: this.#me,
      now: this.#now,
      sets: this.#sets,
    };
  }
}
