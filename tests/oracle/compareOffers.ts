/** What the app is told that the member may do, and the operations he can really run. */
import type { RestAnswer, RestClient } from "../support/RestClient";
import { permissionOf, readableColumns, writableColumns, type Action } from "./Draft";
import type { Oracle } from "./Oracle";
import { entities, operations, type EntityModel } from "./workshop";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

const offered: Action[] = ["create", "update", "delete", "export", "import"];

function compareEntity(
  oracle: Oracle,
  { name, fields }: EntityModel,
  told: Record<string, unknown>,
): string[] {
  const readable = readableColumns(oracle.draft, name);
  const creatable = writableColumns(oracle.draft, name, "create");
  const updatable = writableColumns(oracle.draft, name, "update");
  const toldFields = listOf(told.fields);
  const differences = fields.flatMap((field) => {
    const seen = toldFields.find((each) => each.name === field.name);
    const rights: [string, boolean][] = [
      ["canRead", readable.includes(field.name)],
      ["canCreate", creatable.includes(field.name)],
      ["canUpdate", updatable.includes(field.name)],
    ];
    return rights
      .filter(([right, expected]) => (seen?.[right] ?? false) !== expected)
      .map(([right]) => `snapshot ${name}.${field.name}: ${right} is ${String(seen?.[right])}`);
  });
  const actions = isObject(told.actions) ? told.actions : {};
  const wrongActions = offered.filter(
    (action) => actions[action] !== (permissionOf(oracle.draft, name, action) !== undefined),
  );
  return [
    ...differences,
    ...wrongActions.map((action) => `snapshot ${name}: ${action} is ${String(actions[action])}`),
  ];
}

function compareSnapshot(oracle: Oracle, { status, body }: RestAnswer): string[] {
  if (status !== 200 || !isObject(body)) return [`snapshot: ${status} ${JSON.stringify(body)}`];
  const told = listOf(body.entities);
  const names = listOf(body.operations).map(({ name }) => name);
  const wrongOperations = operations.filter(
    (name) => names.includes(name) !== oracle.draft.operations.includes(name),
  );
  return [
    ...wrongOperations.map((name) => `snapshot: operation ${name}`),
    ...entities.flatMap((entity) => {
      const found = told.find(({ name }) => name === entity.name);
      const isReadable = readableColumns(oracle.draft, entity.name).length > 0;
      if ((found !== undefined) !== isReadable) return [`snapshot: entity ${entity.name}`];
      return found ? compareEntity(oracle, entity, found) : [];
    }),
  ];
}

async function compareOperation(member: RestClient, oracle: Oracle, name: string): Promise<string[]> {
  const answer = await member.rest(`/rpc/${name}`, {
    method: "POST",
    body: name === "finish_job" ? { job_id: 1 } : {},
    prefer: "tx=rollback",
  });
  const expected = oracle.draft.operations.includes(name) ? 200 : 403;
  return answer.status === expected ? [] : [`operation ${name}: ${answer.status} instead of ${expected}`];
}

export async function compareOffers(member: RestClient, oracle: Oracle): Promise<string[]> {
  const attempts = operations.map((name) => compareOperation(member, oracle, name));
  const snapshot = compareSnapshot(oracle, await member.rest("/rpc/snapshot", { schema: "config" }));
  return [...snapshot, ...(await Promise.all(attempts)).flat()];
}
