/** Tries to start a server again with another port when somebody took the free one that was just found. */
import type { Supervised } from "./superviseProcess";

const ATTEMPTS = 4;

export async function firstThatStarts(start: () => Promise<Supervised>): Promise<Supervised> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
