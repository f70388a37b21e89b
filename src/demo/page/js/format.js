// Marked text as DOM: Telegram's few HTML tags and WhatsApp's marks. Only the elements named here are ever made, without
// any attribute of the text's own, and only http, https, tel, mailto and t.me addresses become links.

import { h } from "./dom.js";

const TELEGRAM_TAGS = {
  B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s", CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote",
};
const BLOCKS = new Set(["BLOCKQUOTE", "PRE"]);
const ADDRESS = /^(?:https?:\/\/|t\.me\/)[^\s<>"']*[^\s<>"'.,;:!?)]/i;

/** A link if the address may be one, else plain text. */
function link(address, ...inside) {
  const href = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!/^(https?|tel|mailto):/i.test(href)) return h("span", {}, ...inside);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...inside);
}

/** Telegram's HTML, read by an inert parser and built again element by element. */
export function telegram(html) {
  const parsed = new DOMParser().parseFromString(html.replace(/\n/g, "&#10;"), "text/html");
  return rebuilt(parsed.body);
}
function rebuilt(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      // A quotation and a block of code end their line themselves, as in Telegram.
      const data = BLOCKS.has(node.previousSibling?.nodeName) ? node.data.replace(/^\n/, "") : node.data;
      return parent.nodeName === "A" || parent.nodeName === "CODE" ? [data] : linked(data);
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    if (["SCRIPT", "STYLE", "TEMPLATE"].includes(node.nodeName)) return [node.textContent];
    const children = rebuilt(node);
    if (node.nodeName === "A") return [link(node.getAttribute("href") ?? "", ...children)];
    if (node.nodeName === "TG-SPOILER" || (node.nodeName === "SPAN" && node.className === "tg-spoiler")) return [spoiler(children)];
    const tag = TELEGRAM_TAGS[node.nodeName];
    return tag ? [h(tag, {}, ...children)] : children;
  });
}
function spoiler(children) {
  return h("span.spoiler", { tabindex: "0", role: "button", onclick: (event) => event.currentTarget.classList.add("shown") }, ...children);
}
/** Plain text, its addresses and /commands made into links as Telegram does. */
function linked(text) {
  return text.split(/(\s+)/).flatMap((word) => {
    const address = word.match(ADDRESS)?.[0];
    if (address) return [link(address, address), word.slice(address.length)];
    if (/^\/[a-z_]{1,32}$/.test(word)) return [h("button.command", { type: "button", data: { command: word } }, word)];
    return [word];
  });
}

const MARKS = [
  [/^```([\s\S]+?)```/, "pre"], [/^`([^`\n]+)`/, "code"],
  [/^\*(\S(?:[^*\n]*\S)?)\*/, "b"], [/^_(\S(?:[^_\n]*\S)?)_/, "i"], [/^~(\S(?:[^~\n]*\S)?)~/, "s"],
];

/** WhatsApp's text with its marks: *bold*, _italic_, ~struck~, `code`, ```block```; addresses become links. */
export function marks(text) {
  const nodes = [];
  let plain = "";
  const flush = () => { if (plain) nodes.push(plain); plain = ""; };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const before = at === 0 ? " " : text[at - 1];
    const opens = /[\s*_~("'\-–—.,:;!?¡¿]/.test(before);
    const found = opens && MARKS.map(([pattern, tag]) => [rest.match(pattern), tag])
      .find(([match]) => match && !/[\p{L}\p{N}]/u.test(rest[match[0].length] ?? " "));
    const address = opens && rest.match(ADDRESS);
    if (found) {
      flush();
      const [match, tag] = found;
      nodes.push(h(tag, {}, ...(tag === "pre" || tag === "code" ? [match[1]] : marks(match[1]))));
      at += match[0].length;
    } else if (address) {
      flush();
      nodes.push(link(address[0], address[0]));
      at += address[0].length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}
