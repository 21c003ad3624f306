/** Signed addresses: a token that opens one object for a while, to be read or to be written. */
import { jwtVerify, SignJWT } from "jose";
import { isObject } from "../jsonFile";
import type { StorageDeps } from "./StorageDeps";
import { badToken, invalid } from "./StorageError";

interface Target {
  purpose: "read" | "upload";
  /** Bucket and name. */
  object: string;
}

const UPLOAD_S = 2 * 60 * 60;

export async function signAddress(
  { secret }: StorageDeps,
  { purpose, object }: Target,
  more: { expiresIn?: number; owner?: string; upsert?: boolean } = {},
): Promise<string> {
  const { expiresIn = UPLOAD_S, ...claims } = more;
  if (!Number.isSafeInteger(expiresIn) || expiresIn < 1)
    throw invalid("expiresIn must be a number of seconds");
  return new SignJWT({ url: object, purpose, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
    .sign(secret);
}

export interface Leave {
  owner: string | undefined;
  upsert: boolean;
}

/** Refuses a token that is old, altered, or made for another object or another purpose. */
export async function checkAddress(
  { secret }: StorageDeps,
  { purpose, object }: Target,
  token: string | undefined,
): Promise<Leave> {
  const payload: unknown = await jwtVerify(token ?? "", secret, { algorithms: ["HS256"] }).then(
    (verified) => verified.payload,
    (error: unknown) => {
      throw badToken(error instanceof Error ? error.message : "invalid token");
    },
  );
  if (!isObject(payload) || payload.url !== object || payload.purpose !== purpose) {
    throw badToken("The token was made for something else");
  }
  return {
    owner: typeof payload.owner === "string" ? payload.owner : undefined,
    upsert: payload.upsert === true,
  };
}
