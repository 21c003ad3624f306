/** What a stack has started so far; it is stopped in the opposite order, once, also when the start is broken off. */
export class Running {
  private readonly parts: (() => unknown)[] = [];
  private stopped: Promise<void> | undefined;

  constructor(private readonly signal?: AbortSignal) {}

  /** Throws when the start was broken off meanwhile. */
  add(stop: () => unknown): void {
    this.parts.push(stop);
    this.signal?.throwIfAborted();
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  private async stopAll(): Promise<void> {
    for (let stop = this.parts.pop(); stop; stop = this.parts.pop()) await stop();
  }
}
