/** How long a new field takes while fifty clients read orders, beside the bare `alter table`; all is as before at the end. */
import pg from "pg";
import type { Stack } from "../../supabase/local/startStack";
import { aBenchMember } from "./BenchMember";
import { isMeanwhile, keepReading, pause, type Span } from "./keepReading";
import { median } from "./measureQueries";
import { printTable } from "./printTable";

const readers = 50;
const rounds = [1, 2, 3];
const labelOf = (round: number) => ({ en: `Bench cost ${round}`, "zh-CN": `测试费用 ${round}` });

async function timed(work: () => Promise<unknown>): Promise<Span> {
  const start = performance.now();
  await work();
  return { start, end: performance.now() };
}

const publish = (db: pg.Client, changes: object[]) =>
  db.query("select config.publish('', $1)", [JSON.stringify(changes)]);

/** Into the trash, and out of it as after thirty days. */
async function removeFields(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ field: string }>(
    `select f.name as field from config.fields as f join config.entities as e on e.id = f.entity_id
     where e.name = 'orders' and f.name like 'bench\\_cost\\_%'`,
  );
  if (rows.length > 0) {
    await publish(
      db,
      rows.map(({ field }) => ({ kind: "trash_field", entity: "orders", field })),
    );
  }
  await db.query(
    "update config.trash set at = now() - interval '31 days' where field_name like 'bench\\_cost\\_%'",
  );
  await db.query("select engine.empty_trash()");
}

export async function measureFields(stack: Stack): Promise<void> {
  const reader = await aBenchMember(stack, { name: "all rows", role: "manager", warehouses: [] });
  const db = new pg.Client({ connectionString: stack.databaseUrl });
  await db.connect();
  try {
    await removeFields(db);
    const reading = keepReading(reader, readers);
    await pause(2000);
    const bare: Span[] = [];
    const published: Span[] = [];
    for (const round of rounds) {
      bare.push(
        await timed(() => db.query("alter table public.orders add column bench_bare numeric(14, 2)")),
      );
      await db.query("alter table public.orders drop column bench_bare");
      await pause(1000);
      const change = { kind: "add_field", entity: "orders", type: "money", label: labelOf(round) };
      published.push(await timed(() => publish(db, [change])));
      await pause(1000);
    }
    const readings = await reading.stop();
    await removeFields(db);
    const timeOf = ({ start, end }: Span) => end - start;
    const otherwise = readings.filter(
      (each) => ![...bare, ...published].some((span) => isMeanwhile(each, span)),
    );
    const row = (name: string, spans: Span[]) => {
      const during = readings.filter((each) => spans.some((span) => isMeanwhile(each, span)));
      return [
        name,
        median(spans.map(timeOf)).toFixed(0),
        Math.max(...spans.map(timeOf)).toFixed(0),
        (median(spans.map(timeOf)) / median(bare.map(timeOf))).toFixed(1),
        median(otherwise.map(timeOf)).toFixed(0),
        Math.max(...otherwise.map(timeOf)).toFixed(0),
        Math.max(...during.map(timeOf)).toFixed(0),
        `${during.filter(({ isFailed }) => isFailed).length} of ${during.length}`,
      ];
    };
    printTable(
      `A new field of orders while ${readers} clients read them, ${rounds.length} times (goal: under 1,000 ms)`,
      [
        ...["", "median ms", "slowest ms", "ratio"],
        ...["a read otherwise ms", "slowest ms", "slowest meanwhile ms", "failed"],
      ],
      [row("bare alter table", bare), row("published, with rights and version", published)],
    );
  } finally {
    await db.end();
  }
}
