/** A stack that keeps what it answered when its Postgres is killed. */
import { testStack } from "./testStack";

export const { setup, teardown } = testStack("durable", { durable: true });
