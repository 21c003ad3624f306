/** GET /admin/users: users page by page, newest first. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { validationFailed } from "./authError";
import { requireAdmin } from "./requester";
import { userJson } from "./userJson";
import { withRelations } from "./users";
import type { UserRow } from "./users";

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 1000;
const LAST_PAGE = 1_000_000;

interface Page {
  page: number;
  size: number;
}

export async function adminListUsers(auth: Auth, c: Context): Promise<Response> {
  await requireAdmin(auth, c);
  const page = parsePage(c);
  const direction = parseSort(c.req.query("sort"));
  const pattern = `%${(c.req.query("filter") ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = `
    from auth.users
    where aud = 'authenticated'
      and (coalesce(email, '') ilike $1 or coalesce(raw_user_meta_data ->> 'full_name', '') ilike $1)`;
  const counted = await auth.sql.query<{ total: number }>(`select count(*)::int as total ${where}`, [
    pattern,
  ]);
  const { rows } = await auth.sql.query<UserRow>(
    `select * ${where} order by created_at ${direction}, id limit $2 offset $3`,
    [pattern, page.size, (page.page - 1) * page.size],
  );
  const total = counted.rows[0]?.total ?? 0;
  c.header("X-Total-Count", String(total));
  c.header("Link", linkHeader(c, page, total));
  const users = await withRelations(auth.sql, rows);
  return c.json({ users: users.map(userJson), aud: "authenticated" });
}

function parsePage(c: Context): Page {
  const page = parseCount(c.req.query("page"), 1);
  const size = parseCount(c.req.query("per_page"), DEFAULT_SIZE);
  if (size === 0) throw validationFailed("Bad Pagination Parameters: per_page must be greater than 0");
  return { page: Math.min(Math.max(page, 1), LAST_PAGE), size: Math.min(size, LARGEST_SIZE) };
}

function parseCount(text: string | undefined, fallback: number): number {
  if (!text) return fallback;
  if (!/^\d{1,15}$/.test(text)) {
    const quoted = JSON.stringify(text);
    throw validationFailed(`Bad Pagination Parameters: strconv.ParseUint: parsing ${quoted}: invalid syntax`);
  }
  return Number(text);
}

function parseSort(sort: string | undefined): "asc" | "desc" {
  if (!sort) return "desc";
  const [field, direction = "desc"] = sort.trim().split(/\s+/);
  if (field !== "created_at")
    throw validationFailed(`Bad Sort Parameters: bad field for sort '${field ?? ""}'`);
  if (direction.toLowerCase() === "asc") return "asc";
  if (direction.toLowerCase() === "desc") return "desc";
  throw validationFailed(
    `Bad Sort Parameters: bad direction for sort '${direction}', only 'asc' and 'desc' allowed`,
  );
}

/** The client reads the page number after the first "=", so `page` comes first. */
function linkHeader(c: Context, { page, size }: Page, total: number): string {
  const pages = Math.ceil(total / size);
  const query = new URL(c.req.url).searchParams;
  const address = (to: number) => {
    const rest = new URLSearchParams([...query].filter(([name]) => name !== "page" && name !== "per_page"));
    const tail = rest.size > 0 ? `&${rest.toString()}` : "";
    return `</admin/users?page=${to}&per_page=${size}${tail}>`;
  };
  const next = pages > page ? `${address(page + 1)}; rel="next", ` : "";
  return `${next}${address(pages)}; rel="last"`;
}
