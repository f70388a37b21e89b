// One message of the bot's conversation, drawn.

import { h, icon, time, day, size, avatar } from "./dom.js";
import { telegram } from "./format.js";
import { w } from "./words.js";

/** A day's line, or a bubble with its keyboard. */
export function bubble(item, { messages }) {
  if (item.day) return h("p.day", {}, day(item.day));
  if (item.kind === "service") return h("p.day.service", {}, item.text);
  const quoted = item.reply_to && messages.find((message) => message.id === item.reply_to);
  const onlyPicture = ["photo", "video", "sticker"].includes(item.kind) && !item.text;
  const inside = h("div.bubble", { data: { kind: item.kind } },
    quoted && h("p.quote", {}, quoted.text || w(caption(quoted.kind))),
    attachment(item),
    item.text ? h("div.text", {}, ...telegram(item.html)) : null,
    h("span.meta", {}, item.edited && h("span", {}, `${w("edited")} `), h("time", { datetime: new Date(item.at).toISOString() }, time(item.at)), item.own && h("span.ticks", { "aria-hidden": "true" }, "✓✓")),
    item.reaction || item.own_reaction ? h("span.reaction", {}, [item.own_reaction, item.reaction].filter(Boolean).join(" ")) : null);
  if (onlyPicture) inside.classList.add("bare");
  return h("article.message", { data: { own: item.own ? "yes" : "no", id: item.id } },
    h("div.row", {}, inside, h("button.reply", { type: "button", data: { reply: item.id }, "aria-label": w("reply"), title: w("reply") }, icon("reply")),
      item.own && item.kind === "text" ? h("button.edit", { type: "button", data: { edit: item.id } }, w("edit")) : null),
    item.keyboard?.length ? keyboard(item) : null);
}

function keyboard(item) {
  return h("div.keyboard", {}, ...item.keyboard.map((row) => h("div.keys", {}, ...row.map((key) => button(item, key)))));
}
function button(item, key) {
  const busy = item.waiting?.includes(key.data);
  const data = { message: item.id };
  if (key.data !== undefined && key.data !== null) data.tap = key.data;
  else if (key.copy) data.copy = key.copy;
  else if (key.url) data.url = key.url;
  if (key.style) data.style = key.style;
  return h("button", { type: "button", data, "aria-busy": busy ? "true" : null }, h("span", {}, key.text), key.url && icon("link"), key.copy && icon("copy"));
}

const FILES = ["photo", "sticker", "video", "voice", "audio", "document"];

/** The file, card or place a message carries. Sizes are reserved so that nothing jumps when a picture arrives. */
export function attachment(item) {
  const file = item.file;
  const address = file && `/file/${file.id.split("/").map(encodeURIComponent).join("/")}`;
  if (FILES.includes(item.kind) && !file) return h("p.unknown", {}, `${w(item.kind)} (${w("unavailable")})`);
  switch (item.kind) {
    case "photo": return h("a.picture", { href: address, target: "_blank", rel: "noopener" }, h("img", { src: address, alt: w("photo"), loading: "lazy", width: "280", height: "190" }));
    case "sticker": return h("img.sticker", { src: address, alt: w("sticker"), width: "128", height: "128" });
    case "video": return h("video.picture", { src: address, controls: true, preload: "metadata", width: "280", height: "190" });
    case "voice": case "audio": return h("audio", { src: address, controls: true, preload: "none" });
    case "document": return h("a.file", { href: address, target: "_blank", rel: "noopener" }, h("span.file-icon", {}, icon("file")), h("span", {}, h("strong", {}, file?.name || w("document")), h("small", {}, file?.size ? size(file.size) : (file?.mime ?? ""))));
    case "contact": return h("div.card", {}, avatar(item.contact.name || "?", item.contact.phone), h("span", {}, h("strong", {}, item.contact.name), h("small", {}, item.contact.phone)));
    case "location": return place(item.location);
    case "text": case "template": return null;
    default: return h("p.unknown", {}, w("unknownKind"));
  }
}

/** A drawn map: no tile is fetched from anywhere. */
export function place(location) {
  return h("div.place", { role: "img", "aria-label": w("location") }, h("span.pin", {}, icon("place")),
    h("small", {}, [location.name, location.address].filter(Boolean).join(" · ") || `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`));
}

function caption(kind) { return kind === "contact" ? "contactCard" : kind; }
