/** Resolves when the page has been let in to the changes of orders. */
import type { Page } from "playwright-core";

export const isListening = (page: Page) =>
  new Promise<void>((resolve) => {
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        if (/entity:orders","phx_reply",{"status":"ok"/.test(payload.toString())) resolve();
      }),
    );
  });
