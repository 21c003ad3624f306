/** Pages, their headers, and whom the server listens to. */
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { smallStack } from "./smallStack";

const { stack } = smallStack({ allowedHosts: ["kontor.test"] });

const page = (path: string, headers: Record<string, string> = {}) => fetch(stack().url + path, { headers });

/** Like fetch, but with a path and a Host header of free choice. */
function raw(path: string, host?: string): Promise<{ status: number; body: string }> {
  const { port, hostname } = new URL(stack().url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers: host ? { host } : {} }, (answer) => {
      let body = "";
      answer.on("data", (text) => (body += String(text)));
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, body });
      });
    });
    asking.on("error", reject).end();
  });
}

describe("pages", () => {
  it.each(["/", "/e/orders/17/edit", "/sign-in"])("serves the app at %s", async (path) => {
    const response = await page(path);

    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(await response.text()).toContain("<title>Small</title>");
  });

  it("allows the app its own scripts and nothing else", async () => {
    const { headers } = await page("/");
    const policy = headers.get("content-security-policy") ?? "";

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain("unsafe-eval");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("lets browsers keep hashed files for ever, compressed", async () => {
    const packed = await page("/assets/app-4f2a.js", { "accept-encoding": "br" });
    const plain = await page("/assets/app-4f2a.js", { "accept-encoding": "identity" });

    expect(packed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(packed.headers.get("content-encoding")).toBe("br");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await packed.text()).toBe(await plain.text());
  });

  it("sends nothing twice", async () => {
    const first = await page("/");
    const second = await page("/", { "if-none-match": first.headers.get("etag") ?? "" });

    expect(second.status).toBe(304);
  });

  it("answers 404 for a file that is not there", async () => {
    expect((await page("/assets/gone-1234.js")).status).toBe(404);
    expect((await page("/favicon.ico")).status).toBe(404);
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/../../secret.txt",
    "/%00",
    "/%",
  ])("serves nothing outside its folder: %s", async (path) => {
    const { status, body } = await raw(path);

    expect(body).not.toContain("not for the web");
    expect(status).toBeLessThan(500);
  });

  it("gives the app its configuration, to itself only", async () => {
    const response = await page("/kontor.json", { origin: "https://elsewhere.example" });

    expect(await response.json()).toEqual({ url: "", key: stack().publishableKey });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("shows captured mail in the language of the browser", async () => {
    const empty = await (await page("/inbox", { "accept-language": "zh-CN" })).text();
    await fetch(`${stack().url}/auth/v1/admin/users`, {
      method: "POST",
      headers: { apikey: stack().secretKey, "content-type": "application/json" },
      body: JSON.stringify({ email: "li@kontor.example", password: "long-enough-1", email_confirm: true }),
    });
    await fetch(`${stack().url}/auth/v1/recover`, {
      method: "POST",
      headers: { apikey: stack().publishableKey, "content-type": "application/json" },
      body: JSON.stringify({ email: "li@kontor.example" }),
    });
    const response = await page("/inbox", { "accept-language": "en" });
    const text = await response.text();
    const chinese = await (await page("/inbox", { "accept-language": "zh-CN" })).text();

    expect(text).toContain("Reset your password");
    expect(chinese).toContain("重置密码");
    expect(empty).toContain("暂无邮件");
    expect(text).toContain("li@kontor.example");
    expect(text).toContain(`${stack().url}/auth/v1/verify`);
    expect(response.headers.get("content-security-policy")).not.toContain("script-src");
  });
});

describe("the server", () => {
  it.each(["evil.example", "kontor.test.evil.example", "192.168.0.7:54321"])(
    "refuses the host %s",
    async (host) => {
      const { status, body } = await raw("/kontor.json", host);

      expect(status).toBe(403);
      expect(body).not.toContain("sb_publishable_");
    },
  );

  it.each(["localhost:54321", "127.0.0.1", "[::1]:54321", "kontor.test"])("answers as %s", async (host) => {
    expect((await raw("/kontor.json", host)).status).toBe(200);
  });

  it("listens on the loopback only, its database too", async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    const ports = [stack().url, stack().databaseUrl].map((url) => Number(new URL(url).port));

    for (const { address } of addresses) {
      for (const port of ports) expect(await canConnect(address, port)).toBe(false);
    }
    for (const port of ports) expect(await canConnect("127.0.0.1", port)).toBe(true);
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const settle = (isConnected: boolean) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once("connect", () => {
      settle(true);
    });
    for (const event of ["error", "timeout"]) {
      socket.once(event, () => {
        settle(false);
      });
    }
  });
}
