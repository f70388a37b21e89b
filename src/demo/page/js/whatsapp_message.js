// One message on a contact's phone, drawn: a template with its parts, or plain text, pictures, papers and places.

import { h, icon, time } from "./dom.js";
import { marks } from "./format.js";
import { attachment, place } from "./telegram_message.js";
import { w } from "./words.js";

const ANSWERS = ["quick_reply", "reply", "list"];
const BUTTON_ICONS = { quick_reply: "answer", reply: "answer", list: "answer", url: "link", phone_number: "call", copy_code: "copy" };

/** A message in one line, for lists. */
export function summary(message) {
  const text = (message.template ? message.template.body : message.text) ?? "";
  const kind = message.kind === "contact" ? "contactCard" : message.kind;
  const words = text.replace(/([*_~])(?=\S)([^*_~\n]+?)\1/g, "$2") || (kind === "text" ? "" : w(kind));
  return message.own ? `${w("you")}: ${words}` : words;
}

/** A bubble; `own` is what the contact wrote. */
export function bubble(message, all) {
  const quoted = message.reply_to && all.find((other) => other.id === message.reply_to);
  const template = message.template;
  const inside = h("div.bubble", { data: { kind: message.kind } },
    quoted && h("p.quote", {}, summary(quoted)),
    template ? header(template.header) : attachment(message),
    template || message.text ? h("div.text", {}, ...marks(template ? template.body : message.text)) : null,
    template?.footer ? h("p.footer", {}, template.footer) : null,
    h("span.meta", {}, h("time", { datetime: new Date(message.at).toISOString() }, time(message.at)), message.own ? ticks(message.ticks) : null),
    message.reaction ? h("span.reaction", {}, message.reaction) : null);
  return h("article.message", { data: { own: message.own ? "yes" : "no", id: message.id, template: template ? template.name : null } },
    h("div.row", {}, inside),
    template?.buttons?.length ? h("div.template-buttons", {}, ...template.buttons.map((button) => templateButton(message, button))) : null);
}

function header(part) {
  if (!part) return null;
  if (part.kind === "text") return h("p.header", {}, part.text);
  if (part.kind === "location") return place(part.location);
  return attachment(part);
}

function templateButton(message, button) {
  const data = { message: message.id };
  if (ANSWERS.includes(button.kind)) data.answer = button.index;
  else if (button.kind === "copy_code") data.copy = button.value ?? "";
  else data.url = button.value ?? "";
  return h("button", { type: "button", data }, icon(BUTTON_ICONS[button.kind] ?? "link"), h("span", {}, button.text || w("copyCode")));
}

function ticks(state) {
  return h("span.ticks", { data: { state }, role: "img", "aria-label": w(state) }, state === "sent" ? "✓" : "✓✓");
}
