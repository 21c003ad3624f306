/** Mails of the embedded auth server are captured here instead of being sent; the page /inbox shows them. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mail } from "./auth/AuthDeps";
import { textOf } from "./jsonFile";

const KEPT = 200;

export class Outbox {
  private readonly file: string;
  private mails: Mail[];

  constructor(directory: string) {
    this.file = join(directory, "mails.jsonl");
    this.mails = existsSync(this.file) ? readMails(this.file) : [];
  }

  /** Newest first. */
  list(): readonly Mail[] {
    return this.mails;
  }

  add(mail: Mail): void {
    this.mails = [mail, ...this.mails].slice(0, KEPT);
    appendFileSync(this.file, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
  }
}

/** A line that a crash cut off is left out. */
function readMails(file: string): Mail[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        const mail: unknown = JSON.parse(line);
        return isMail(mail) ? [mail] : [];
      } catch {
        return [];
      }
    })
    .reverse()
    .slice(0, KEPT);
}

function isMail(value: unknown): value is Mail {
  return ["to", "subject", "kind", "link", "token", "at"].every((key) => textOf(value, key) !== undefined);
}
