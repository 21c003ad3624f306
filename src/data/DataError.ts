/** The one error that leaves this folder: its message is already in the reader's language. */
export interface DataErrorParts {
  status: number;
  reason: string;
  message: string;
  fieldErrors?: Record<string, string>;
  details?: Record<string, unknown>;
}

export class DataError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Stable snake_case word, the same in every language. */
  readonly reason: string;
  /** Messages that belong under an input, by field name. */
  readonly fieldErrors: Record<string, string>;
  /** What the refusal is about, by name; depends on the reason. */
  readonly details: Record<string, unknown>;
  /** Refine reads the status under this name. */
  readonly statusCode: number;

  constructor({ status, reason, message, fieldErrors = {}, details = {} }: DataErrorParts) {
    super(message);
    this.name = "DataError";
    this.status = status;
    this.statusCode = status;
    this.reason = reason;
    this.fieldErrors = fieldErrors;
    this.details = details;
  }
}
