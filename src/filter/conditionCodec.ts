/**
 * Writes a condition as short text for the address bar, and reads it back:
 * `all(lifecycle:in:(confirmed,processing),grand_total:gte:100,assignee:eq:$me)`.
 * Reading gives texts; typeCondition gives them the types of their fields.
 */
import { type Comparison, type Condition, operators } from "../model/condition";

const special = /[!(),]|^\$/g;

const writeScalar = (value: unknown) => String(value).replace(special, "!$&");

function writeValue({ value, variable }: Comparison): string {
  if (variable !== undefined) return `:$${variable}`;
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? `:(${value.map(writeScalar).join(",")})` : `:${writeScalar(value)}`;
}

export function writeCondition(condition: Condition): string {
  if ("all" in condition) return `all(${condition.all.map(writeCondition).join(",")})`;
  if ("any" in condition) return `any(${condition.any.map(writeCondition).join(",")})`;
  if ("not" in condition) return `not(${writeCondition(condition.not)})`;
  if ("exists" in condition) return `exists:${condition.exists}(${writeCondition(condition.where)})`;
  return `${condition.field}:${condition.op}${writeValue(condition)}`;
}

/** Undefined when the text is not a condition, as after a broken copy of a link. */
export function readCondition(text: string): Condition | undefined {
  const reader = new Reader(text);
  const condition = reader.condition();
  return reader.isAtEnd ? condition : undefined;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd() {
    return this.at === this.text.length;
  }

  condition(): Condition | undefined {
    const word = this.word();
    if (word === "exists" && this.skip(":")) return this.exists();
    if (!this.skip("(")) return this.comparison(word);
    const inner = this.list(() => this.condition());
    const [first] = inner;
    if (word === "all") return { all: inner };
    if (word === "any") return { any: inner };
    return word === "not" && first && inner.length === 1 ? { not: first } : undefined;
  }

  private exists(): Condition | undefined {
    const path = this.word();
    if (!this.skip("(")) return undefined;
    const where = this.condition();
    return where && this.skip(")") ? { exists: path, where } : undefined;
  }

  private comparison(field: string): Condition | undefined {
    if (!this.skip(":")) return undefined;
    const name = this.word();
    const op = operators.find((operator) => operator === name);
    if (!op || field === "") return undefined;
    if (!this.skip(":")) return { field, op };
    if (this.skip("$")) return { field, op, variable: this.word() };
    const value = this.skip("(") ? this.list(() => this.scalar()) : this.scalar();
    return { field, op, value };
  }

  private list<Item>(readItem: () => Item | undefined): Item[] {
    const items: Item[] = [];
    if (this.skip(")")) return items;
    for (;;) {
      const item = readItem();
      if (item === undefined) return this.fail();
      items.push(item);
      if (this.skip(")")) return items;
      if (!this.skip(",")) return this.fail();
    }
  }

  /** From here on nothing can be read any more, so the whole text is refused. */
  private fail(): never[] {
    this.at = -1;
    return [];
  }

  private word(): string {
    const found = /^[\w.-]*/.exec(this.rest)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private scalar(): string {
    const found = /^(?:![^]|[^!(),])*/.exec(this.rest)?.[0] ?? "";
    this.at += found.length;
    return found.replace(/!([^])/g, "$1");
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private get rest() {
    return this.at < 0 ? "" : this.text.slice(this.at);
  }
}
