/** Bugs to plant behind the configuration's back, each with what the oracle must say about it. */

export interface Plant {
  bug: string;
  /** `{key}` stands for the key of the role. */
  statement: string;
  /** Takes back what a new sync of the roles would not. */
  undo?: string;
  finding: RegExp;
}

const memberIds = (body: string) => `
  create or replace function engine.member_ids(variable text) returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$ begin ${body} end $$`;

export const plants: Plant[] = [
  {
    bug: "a row scope is gone",
    statement: `alter policy "{key} may read jobs" on public.jobs using (true)`,
    finding: /^read jobs: row \d+ shows/,
  },
  {
    bug: "a second policy lets everything through",
    statement: `create policy sneaky on public.shops for select to bo_{key} using (true)`,
    undo: "drop policy sneaky on public.shops",
    finding: /^read shops: row \d+ shows/,
  },
  {
    bug: "row security is switched off",
    statement: "alter table public.shops disable row level security",
    undo: "alter table public.shops enable row level security",
    finding: /^read shops: row \d+ shows/,
  },
  {
    bug: "a hidden column is granted",
    statement: "grant select (cost) on public.jobs to bo_{key}",
    finding: /^read jobs.cost can be reached|^snapshot jobs.cost/,
  },
  {
    bug: "a whole table is granted",
    statement: "grant select on public.regions to bo_{key}",
    finding: /^read regions.level can be reached/,
  },
  {
    bug: "a granted column is taken away",
    statement: "revoke select (title) on public.jobs from bo_{key}",
    finding: /^read jobs: refused/,
  },
  {
    bug: "`or` is compiled for `all`",
    statement: `alter policy "{key} may read jobs" on public.jobs
      using (state in ('open', 'paid') or not coalesce(is_urgent, false))`,
    finding: /^read jobs: row \d+ shows/,
  },
  {
    bug: "`not` loses the rows without a value",
    statement: `alter policy "{key} may read jobs" on public.jobs
      using (state in ('open', 'paid') and not is_urgent)`,
    finding: /^read jobs: row \d+ is missing/,
  },
  {
    bug: "`neq` loses the rows without a value",
    statement: `alter policy "{key} may delete steps" on public.steps using (weight <> 1)`,
    finding: /^delete steps/,
  },
  {
    bug: "`lt` is compiled for `lte`",
    statement: `alter policy "{key} may update steps" on public.steps using (weight < 3)`,
    finding: /^update steps/,
  },
  {
    bug: "a relation is not followed",
    statement: `alter policy "{key} may read steps" on public.steps using (job_id is not null)`,
    finding: /^read steps: row \d+ shows/,
  },
  {
    bug: "a row may be moved out of its scope",
    statement: `alter policy "{key} may update jobs" on public.jobs with check (true)`,
    finding: /^update jobs .* instead of refused/,
  },
  {
    bug: "a row may be created outside the scope",
    statement: `alter policy "{key} may create jobs" on public.jobs with check (true)`,
    finding: /^create jobs .* instead of refused/,
  },
  {
    bug: "more can be deleted than configured",
    statement: `alter policy "{key} may delete jobs" on public.jobs using (true)`,
    finding: /^delete jobs/,
  },
  {
    bug: "a fixed column can be written",
    statement: "grant update (version) on public.jobs to bo_{key}",
    finding: /^snapshot jobs.version: canUpdate|^update jobs/,
  },
  {
    bug: "an entity can be deleted without the right",
    statement: `grant delete on public.regions to bo_{key};
      create policy sneaky on public.regions for delete to bo_{key} using (true)`,
    undo: "drop policy sneaky on public.regions",
    finding: /^delete regions: [\d,]+ instead of refused/,
  },
  {
    bug: "a preset does not act",
    statement: `alter table public.shops disable trigger "00 presets of {key}"`,
    finding: /^create shops .*: refused/,
  },
  {
    bug: "a rule does not act",
    statement: `alter table public.jobs disable trigger "checks of {key}"`,
    finding: /^create jobs .* instead of invalid/,
  },
  {
    bug: "an operation can be run without the right",
    statement: "grant execute on function public.finish_job(bigint) to bo_{key}",
    finding: /^operation finish_job: 200/,
  },
  {
    bug: "a member's own records are taken for all",
    statement: memberIds("return array[1, 2, 3, 4, 5, 6, 7, 8];"),
    finding: /^read shops: row \d+ shows/,
  },
];
