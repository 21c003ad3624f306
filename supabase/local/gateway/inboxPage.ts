/** The page /inbox: captured mails in plain HTML, in the language of the browser. */
import { html } from "hono/html";
import type { Mail } from "../auth/AuthDeps";
import { inboxWords } from "./inboxWords";
import type { InboxWords } from "./inboxWords";

const STYLE = `
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  article { border: 1px solid #8884; border-radius: 8px; padding: 1rem; margin: 1rem 0; overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 0 } p { margin: .4rem 0 } .quiet { opacity: .7 }
  code { font-size: 1.2rem; letter-spacing: .15em }
`;

/** Styles are inline and links lead anywhere on this machine; scripts are shut off. */
export const INBOX_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function inboxPage(mails: readonly Mail[], acceptLanguage: string) {
  const words = inboxWords(acceptLanguage);
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title} · Kontor</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>${words.title}</h1>
        <p class="quiet">${words.note} <a href="/inbox">${words.reload}</a></p>
        ${mails.length === 0 ? html`<p>${words.empty}</p>` : mails.map((mail) => article(mail, words))}
      </body>
    </html>`;
}

function article(mail: Mail, words: InboxWords) {
  const link = /^https?:\/\//.test(mail.link) ? html`<p><a href="${mail.link}">${words.open}</a></p>` : "";
  return html`<article>
    <h2>${words.kinds[mail.kind]}</h2>
    <p class="quiet">
      ${mail.to} · <time datetime="${mail.at}">${mail.at.replace("T", " ").slice(0, 16)} UTC</time>
    </p>
    ${link}
    <p>${words.code}: <code>${mail.token}</code></p>
  </article>`;
}
