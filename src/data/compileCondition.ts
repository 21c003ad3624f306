/** Compiles a condition tree to one PostgREST filter; relation paths become embeds that must not be null. */
import type { Comparison, Condition, Operator } from "../model/condition";
import type { Entity, Field } from "../model/snapshot";
import { type ComparisonContext, compareField } from "./compareField";
import { DataError } from "./DataError";
import { backwardEmbed, forwardEmbed } from "./embeds";
import { findField, readableField } from "./fieldAccess";
import { quoteName } from "./quote";
import { reasonMessage } from "./translate";

export interface CompileContext extends ComparisonContext {
  entities: readonly Entity[];
}

/** A filter on the rows of an embed, e.g. `f1.and=(city.eq."Ulm")`. */
export interface EmbedFilter {
  /** Aliases from the outermost embed to the one filtered, joined by dots. */
  path: string;
  logic: string;
}

export interface CompiledCondition {
  /** One filter tree for `and=(…)`. */
  logic: string;
  /** To be appended to `select`; what they add to the answer is to be ignored. */
  embeds: string[];
  embedFilters: EmbedFilter[];
}

const refuseField = (field: string) =>
  new DataError({
    status: 400,
    reason: "unknown_field",
    message: reasonMessage("unknown_field", { field }) ?? field,
  });

const opposites: Partial<Record<Operator, Operator>> = { neq: "eq", nin: "in", is_empty: "is_not_empty" };

const join = (word: "and" | "or", parts: readonly string[]) =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : `${word}(${parts.join(",")})`;

/** Throws DataError `unknown_field` when a field is not there or may not be read. */
export function compileCondition(
  condition: Condition,
  entity: Entity,
  context: CompileContext,
): CompiledCondition {
  const embedFilters: EmbedFilter[] = [];
  let embedCount = 0;

  interface Level {
    entity: Entity;
    path: string;
    embeds: string[];
  }

  const targetOf = (field: Field | undefined, path: string): Entity => {
    const target = context.entities.find(({ name }) => name === field?.relation?.entity);
    if (!target) throw refuseField(path);
    return target;
  };

  /** An embed without a column would read all columns of its table, which few roles may. */
  const anchorOf = (target: Entity): string => {
    const anchor = readableField(target, target.primaryKey) ?? target.fields.find(({ canRead }) => canRead);
    if (!anchor) throw refuseField(target.name);
    return anchor.name;
  };

  /** Opens an embed below `level`; the returned leaf holds when at least one embedded row passes. */
  const through = (
    level: Level,
    embed: { target: Entity; way: string },
    inside: (below: Level) => string,
  ) => {
    embedCount += 1;
    const alias = `f${String(embedCount)}`;
    const path = level.path ? `${level.path}.${alias}` : alias;
    const below: Level = { entity: embed.target, path, embeds: [] };
    embedFilters.push({ path, logic: inside(below) });
    level.embeds.push(`${alias}:${embed.way}(${[anchorOf(embed.target), ...below.embeds].join(",")})`);
    return `${alias}.not.is.null`;
  };

  const compileComparison = (comparison: Comparison, level: Level): string => {
    const [first = "", ...rest] = comparison.field.split(".");
    const field = readableField(level.entity, first);
    if (!field) throw refuseField(comparison.field);
    const { lookup } = field.options;
    if (lookup && rest.length === 0) {
      // A record without the other one has no value either, so what is denied holds for it.
      const opposite = opposites[comparison.op];
      const path = `${lookup.relation}.${lookup.field}`;
      const logic = compileComparison({ ...comparison, field: path, op: opposite ?? comparison.op }, level);
      return opposite ? `not.and(${logic})` : logic;
    }
    if (rest.length === 0) return compareField(field, comparison, context);
    const target = targetOf(field, comparison.field);
    const way = forwardEmbed(level.entity.name, field);
    if (way === undefined) throw refuseField(comparison.field);
    return through(level, { target, way }, (below) =>
      compileComparison({ ...comparison, field: rest.join(".") }, below),
    );
  };

  const compileExists = (path: string, where: Condition, level: Level): string => {
    const [childName = "", column = ""] = path.split(".");
    const child = context.entities.find(({ name }) => name === childName);
    const field = child && findField(child, column);
    const way = child && field && backwardEmbed(child.name, field);
    if (!child || way === undefined) throw refuseField(path);
    return through(level, { target: child, way }, (below) => compile(where, below));
  };

  const compile = (node: Condition, level: Level): string => {
    const never = `${quoteName(level.entity.primaryKey)}.is.null`;
    const always = `${quoteName(level.entity.primaryKey)}.not.is.null`;
    const all = (nodes: Condition[]) => nodes.map((child) => compile(child, level));
    if ("all" in node) return node.all.length > 0 ? join("and", all(node.all)) : always;
    if ("any" in node) return node.any.length > 0 ? join("or", all(node.any)) : never;
    if ("not" in node) return `not.and(${compile(node.not, level)})`;
    if ("exists" in node) return compileExists(node.exists, node.where, level);
    return compileComparison(node, level);
  };

  const top: Level = { entity, path: "", embeds: [] };
  const logic = compile(condition, top);
  return { logic, embeds: top.embeds, embedFilters };
}
