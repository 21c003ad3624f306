/** Signs in with a password, each time from another loopback address so that the brakes per address stay on. */
import { randomInt } from "node:crypto";
import { request } from "node:http";
import { inject } from "vitest";

export interface Credentials {
  email: string;
  password: string;
}

export interface Session {
  access_token: string;
}

interface Answer {
  status: number;
  text: string;
}

/** Signs in with the password; the answer is the access token. */
export async function signIn(who: Credentials): Promise<string> {
  return (await openSession(who)).access_token;
}

/** Where to sign in: the stack of the tests unless another one is meant. */
export interface Place {
  url: string;
  publishableKey: string;
}

/** Signs in with the password; the answer is the session as the browser keeps it. */
export async function openSession(who: Credentials, place: Place = inject("stack")): Promise<Session> {
  const answer = await postFromElsewhere(place, {
    path: "/auth/v1/token?grant_type=password",
    body: { email: who.email, password: who.password },
  });
  const session: unknown = answer.status === 200 ? JSON.parse(answer.text) : undefined;
  if (!isSession(session)) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
  return session;
}

function isSession(value: unknown): value is Session {
  return typeof value === "object" && value !== null && "access_token" in value;
}

async function postFromElsewhere(
  { url, publishableKey }: Place,
  { path, body }: { path: string; body: unknown },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url + path,
      {
        method: "POST",
        headers: { apikey: publishableKey, "content-type": "application/json" },
        ...(process.platform === "linux"
          ? { localAddress: `127.${randomInt(1, 255)}.${randomInt(255)}.1` }
          : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(JSON.stringify(body));
  });
}
