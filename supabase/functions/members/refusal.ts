/** An answer that is not what the caller wanted, in the form PostgREST has for it. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  toResponse(): Response {
    const details = JSON.stringify({ reason: this.reason });
    return Response.json(
      { code: this.reason, message: this.message, details, hint: null },
      { status: this.status },
    );
  }
}
