/** Collects what others have changed, and reads anew what of it is on the screen: soon, but never twice at once. */
import type { Query, QueryClient } from "@tanstack/react-query";
import type { RecordPlace } from "../useConfigQuery";

/** Keys of the records that changed; undefined = too many to name, or nobody knows. */
type Changed = ReadonlySet<string> | undefined;

const waitMs = 500;
/** Pages that hear of the same change do not all ask in the same moment. */
const spreadMs = 300;

export class Refresher {
  private readonly changes = new Map<string, Changed>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isReading = false;

  /** While somebody changes his role or whose eyes he looks through, what he may read is not known yet. */
  constructor(
    private readonly queryClient: QueryClient,
    private readonly isSettled: () => boolean,
  ) {}

  note(entity: string, keys?: readonly string[]): void {
    const known = this.changes.get(entity);
    const isWhole = !keys || (this.changes.has(entity) && !known);
    this.changes.set(entity, isWhole ? undefined : new Set([...(known ?? []), ...keys]));
    this.plan();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.changes.clear();
  }

  /** A page that nobody looks at waits until somebody does. */
  plan(): void {
    if (this.timer !== undefined || this.isReading || this.changes.size === 0 || document.hidden) return;
    this.timer = setTimeout(() => void this.read(), waitMs + Math.random() * spreadMs);
  }

  /** A change that comes meanwhile is read afterwards, so a slow server is not asked faster than it answers. */
  private async read(): Promise<void> {
    this.timer = undefined;
    if (!this.isSettled()) {
      this.plan();
      return;
    }
    this.isReading = true;
    const changes = new Map(this.changes);
    this.changes.clear();
    await this.queryClient.invalidateQueries({ predicate: (query) => isTouched(query, changes) });
    this.isReading = false;
    this.plan();
  }
}

/** The entities that an answer in memory is about; none for anything else. Keys are made by Refine. */
export function entitiesOfQuery({ queryKey, meta }: Pick<Query, "queryKey" | "meta">): string[] {
  if (Array.isArray(meta?.entities)) return meta.entities.map(String);
  const [data, , entity] = queryKey;
  return data === "data" && typeof entity === "string" ? [entity] : [];
}

/** What is said about the records of an entity is noted apart: the records themselves did not change. */
export const remarksOn = (entity: string) => `remarks on ${entity}`;

function isTouched(query: Query, changes: ReadonlyMap<string, Changed>): boolean {
  const isChanged = (name: string, key: unknown) =>
    changes.has(name) && (changes.get(name)?.has(String(key)) ?? true);
  const about = query.meta?.["about"] as RecordPlace | undefined;
  if (about) {
    return [about.entity, remarksOn(about.entity)].some((name) => isChanged(name, about.record_id));
  }
  const [, , , action, id] = query.queryKey;
  return entitiesOfQuery(query).some((entity) =>
    action === "one" ? isChanged(entity, id) : changes.has(entity),
  );
}
