/** What the storage server is made of. */
import type { JSONWebKeySet } from "jose";
import type { Pool } from "pg";
import type { FileStore } from "./FileStore";

export interface StorageDeps {
  /** Connects as authenticator, which may become the role of a token. */
  sql: Pool;
  /** Keys whose tokens are believed. */
  jwks: JSONWebKeySet;
  /** Signs the addresses that are handed out. */
  secret: Uint8Array;
  files: FileStore;
  log: (line: string) => void;
}
