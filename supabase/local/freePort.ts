/** Finds a TCP port on the loopback address that nobody listens on. */
import { createServer } from "node:net";

/** The preferred port or the next free one above it; 0 means any. */
export async function freePort(preferred: number): Promise<number> {
  if (preferred === 0) return listenOnce(0);
  for (let port = preferred; port < preferred + 100 && port < 65_536; port++) {
    try {
      return await listenOnce(port);
    } catch {
      continue;
    }
  }
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
