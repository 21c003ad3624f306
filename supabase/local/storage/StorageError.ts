/** Refusals of the storage server, in the shape that storage clients read. */

interface Reason {
  /** What clients see as statusCode; the answer itself is a 400, as on Supabase. */
  statusCode: number;
  code: string;
  error: string;
}

export class StorageError extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
  }
}

const refusal = (statusCode: number, code: string, error: string) => (message: string) =>
  new StorageError({ statusCode, code, error }, message);

export const noObject = () => refusal(404, "NoSuchKey", "not_found")("Object not found");
export const noBucket = () => refusal(404, "NoSuchBucket", "Bucket not found")("Bucket not found");
export const duplicate = () => refusal(409, "KeyAlreadyExists", "Duplicate")("The resource already exists");
export const tooLarge = () =>
  refusal(413, "EntityTooLarge", "Payload too large")("The object exceeded the maximum allowed size");
export const invalid = refusal(400, "InvalidRequest", "invalid_request");
export const wrongType = refusal(415, "InvalidMimeType", "invalid_mime_type");
export const badToken = refusal(400, "InvalidJWT", "InvalidJWT");
export const denied = refusal(403, "AccessDenied", "Unauthorized");
