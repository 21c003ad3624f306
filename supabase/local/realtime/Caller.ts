/** One open socket: answers joins, heartbeats, new tokens and leaves, and hands on what its topics are told. */
import type { JSONWebKeySet } from "jose";
import type { Pool } from "pg";
import type { WebSocket } from "ws";
import { type Frame, readFrame, writeFrame } from "./Frame";
import { type Listener, listenerOf, mayHear } from "./Listener";

export interface CallerDeps {
  /** Connects as authenticator, which may become the role of a token. */
  sql: Pool;
  /** Keys whose tokens are believed. */
  jwks: JSONWebKeySet;
  log: (line: string) => void;
}

interface Channel {
  joinRef: string | null;
  topic: string;
  listener: Listener;
  ending: NodeJS.Timeout;
}

/** A message as the database sent it. */
export interface Message {
  id: string;
  topic: string;
  event: string;
  payload: unknown;
}

const PREFIX = "realtime:";
const MOST_CHANNELS = 100;
/** Longer than this nobody is silent: clients send a heartbeat every 25 s. */
const SILENCE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Caller {
  private readonly channels = new Map<string, Channel>();
  private silence: NodeJS.Timeout | undefined;
  /** Frames are answered one after the other, as they came. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: WebSocket,
    private readonly deps: CallerDeps,
  ) {
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      this.expectMore();
      const frame = readFrame(data, isBinary);
      if (frame) this.work = this.work.then(() => this.answer(frame)).catch(this.fail);
    });
    socket.on("close", () => {
      clearTimeout(this.silence);
      for (const channel of this.channels.values()) clearTimeout(channel.ending);
      this.channels.clear();
    });
    socket.on("error", () => socket.terminate());
    this.expectMore();
  }

  tell({ id, topic, event, payload }: Message): void {
    if (!this.channels.has(topic)) return;
    const told = { type: "broadcast", event, payload, meta: { id } };
    this.send({ joinRef: null, ref: null, topic: PREFIX + topic, event: "broadcast", payload: told });
  }

  close(): void {
    this.socket.terminate();
  }

  private async answer(frame: Frame): Promise<void> {
    if (frame.event === "heartbeat") this.reply(frame, "ok", {});
    else if (frame.event === "phx_join") await this.join(frame);
    else if (frame.event === "phx_leave") this.leave(frame);
    else if (frame.event === "access_token") await this.renew(frame);
    else if (frame.ref !== null && frame.event !== "broadcast") this.reply(frame, "ok", {});
  }

  private async join(frame: Frame): Promise<void> {
    const topic = topicOf(frame);
    const { config, access_token: token } = frame.payload;
    const isPrivate = typeof config === "object" && config !== null && "private" in config && config.private;
    const listener = isPrivate ? await this.listener(token) : undefined;
    if (!isPrivate) this.refuse(frame, "PrivateOnly: This project only allows private channels");
    else if (this.channels.size >= MOST_CHANNELS) this.refuse(frame, "ChannelRateLimitReached");
    else if (!listener) this.refuse(frame, "InvalidJWTToken: The token is missing, not ours or has ended");
    else if (await mayHear(this.deps.sql, listener, topic)) this.welcome(frame, listener);
    else
      this.refuse(
        frame,
        `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
      );
  }

  private welcome(frame: Frame, listener: Listener): void {
    const topic = topicOf(frame);
    clearTimeout(this.channels.get(topic)?.ending);
    this.keep({ joinRef: frame.joinRef, topic, listener });
    this.reply(frame, "ok", { postgres_changes: [] });
  }

  private leave(frame: Frame): void {
    this.forget(topicOf(frame));
    this.reply(frame, "ok", {});
    this.send({ ...frame, ref: frame.ref, event: "phx_close", payload: {} });
  }

  /** A new token is asked for the right again; without it the channel is over. */
  private async renew(frame: Frame): Promise<void> {
    const channel = this.channels.get(topicOf(frame));
    const { access_token: token } = frame.payload;
    const isNew = typeof token === "string" && token !== channel?.listener.token && !token.startsWith("sb_");
    if (!channel || !isNew) return;
    const listener = await this.listener(token);
    if (listener && (await mayHear(this.deps.sql, listener, channel.topic))) {
      clearTimeout(channel.ending);
      this.keep({ ...channel, listener });
    } else {
      this.end(channel, "You do not have permissions to read from this Channel topic any more");
    }
  }

  private async listener(token: unknown): Promise<Listener | undefined> {
    if (typeof token !== "string") return undefined;
    return listenerOf(this.deps.jwks, token).catch(() => undefined);
  }

  private keep(channel: Omit<Channel, "ending">): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const left = Math.min(Math.max(channel.listener.endsAt - Date.now(), 0), LONGEST_TIMER_MS);
    const kept = { ...channel, ending: setTimeout(() => this.end(kept, "Token has expired"), left) };
    this.channels.set(channel.topic, kept);
  }

  private end({ topic, joinRef }: Channel, message: string): void {
    this.forget(topic);
    const frame = { joinRef, ref: null, topic: PREFIX + topic };
    const payload = { status: "error", extension: "system", channel: topic, message };
    this.send({ ...frame, event: "system", payload });
    this.send({ ...frame, event: "phx_close", payload: {} });
  }

  private forget(topic: string): void {
    clearTimeout(this.channels.get(topic)?.ending);
    this.channels.delete(topic);
  }

  private refuse(frame: Frame, reason: string): void {
    this.reply(frame, "error", { reason });
  }

  private reply(frame: Frame, status: "ok" | "error", response: object): void {
    this.send({ ...frame, event: "phx_reply", payload: { status, response } });
  }

  private send(frame: Frame): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(writeFrame(frame));
  }

  private expectMore(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket.terminate(), SILENCE_MS);
  }

  private readonly fail = (error: unknown): void => {
    this.deps.log(`realtime: ${String(error)}`);
    this.socket.terminate();
  };
}

const topicOf = ({ topic }: Frame) => (topic.startsWith(PREFIX) ? topic.slice(PREFIX.length) : topic);
