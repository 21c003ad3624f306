/** Remembers values for a while and forgets the old ones by itself, so that strangers cannot fill the memory. */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { value: Value; until: number }>();
  #sweptAt = 0;

  constructor(
    readonly lifetime: number,
    readonly now: () => number,
  ) {}

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.until > this.now() ? entry.value : undefined;
  }

  set(key: string, value: Value): void {
    this.#entries.set(key, { value, until: this.now() + this.lifetime });
    if (this.now() - this.#sweptAt > this.lifetime) this.#sweep();
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  #sweep(): void {
    this.#sweptAt = this.now();
    for (const [key, { until }] of this.#entries) if (until <= this.now()) this.#entries.delete(key);
  }
}
