// The contacts' phones: who has one, their chats with the shop on each channel, and what they answer.

import { h, put, keep, avatar, count, grow, atBottom, toBottom, time, weekdayTime, icon, popover } from "./dom.js";
import { bubble, summary } from "./whatsapp_message.js";
import { samplePicture, samplePaper, sampleVoice } from "./sample.js";
import { w } from "./words.js";

const $ = (id) => document.getElementById(id);
let tools;
let state;
let who = null;      // the contact whose phone is in hand
let channel = null;  // the chat that is open, null for the list of chats
let shownFor = null;
const reading = new Set();

/** Wires the controls once. */
export function start(given) {
  tools = given;
  const box = $("whatsapp-text");
  const log = $("whatsapp-log");
  $("whatsapp-composer").addEventListener("submit", (event) => { event.preventDefault(); say(); });
  box.addEventListener("input", () => grow(box));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(); }
  });
  $("whatsapp-back").addEventListener("click", () => { channel = null; tools.draw(); });
  popover($("whatsapp-attach"), $("whatsapp-menu"), attachItems);
  log.addEventListener("click", onLogClick);
  log.addEventListener("scroll", () => { $("whatsapp-bottom").hidden = atBottom(log); }, { passive: true });
  $("whatsapp-bottom").addEventListener("click", () => toBottom(log));
}

/** Takes a contact's phone in hand, with a chat open or with the list of chats. */
export function open(contact, chat = null) {
  who = contact;
  channel = chat;
  $("whatsapp-text").value = "";
  grow($("whatsapp-text"));
}

/** How many messages wait on all phones. */
export function unread(now) { return [...now.contacts.values()].reduce((sum, contact) => sum + waitingOn(contact), 0); }

/** The first phone with a message that nobody opened, for the hint. */
export function firstUnread(now) {
  for (const contact of now.contacts.values()) {
    const chat = contact.chats.find((one) => one.unread);
    if (chat) return { id: contact.id, name: contact.name.split(" ")[0], channel: chat.channel };
  }
  return null;
}

/** Draws again in another language. */
export function relabel() {
  $("phones").replaceChildren();
  $("whatsapp-home").replaceChildren();
  $("whatsapp-log").replaceChildren();
  shownFor = null;
}

/** Draws what changed. */
export function draw(now) {
  state = now;
  drawPhones();
  const contact = state.contacts.get(who);
  const chat = contact?.chats.find((one) => one.channel === channel);
  $("whatsapp-empty").hidden = Boolean(contact);
  $("whatsapp-home").hidden = !contact || Boolean(chat);
  $("whatsapp-chat").hidden = !chat;
  if (contact && !chat) drawHome(contact);
  if (chat) drawChat(contact, chat);
  if (!chat) shownFor = null;
}

function drawPhones() {
  const items = state.stage.contacts.map((id) => {
    const contact = state.contacts.get(id);
    if (!contact) return null;
    const last = contact.chats.map((chat) => chat.messages.at(-1)).filter(Boolean).sort((a, b) => b.at - a.at)[0];
    return { id, name: contact.name, number: contact.number, has: contact.has_whatsapp, waiting: waitingOn(contact), last: last ? summary(last) : "", at: last?.at ?? 0, on: id === who };
  }).filter(Boolean);
  keep($("phones"), items, (item) => item.id, (item) => {
    const badge = h("b.badge");
    count(badge, item.waiting);
    return h("li", {}, h("button.contact", { type: "button", "aria-pressed": String(item.on), data: { contact: item.id }, onclick: () => pick(item.id) },
      avatar(item.name, item.id),
      h("span.contact-text", {}, h("strong", {}, item.name), h("span", {}, item.has ? item.last || item.number : w("noWhatsApp"))),
      h("span.contact-side", {}, h("time", {}, item.at ? time(item.at) : ""), badge)));
  });
}

/** Picking a phone with one new message opens it, as a tap on the notification would. */
function pick(id) {
  const unreadChats = state.contacts.get(id).chats.filter((chat) => chat.unread);
  open(id, unreadChats.length === 1 ? unreadChats[0].channel : null);
  tools.draw();
}

function drawHome(contact) {
  const home = $("whatsapp-home");
  if (home.dataset.contact !== contact.id) home.replaceChildren();
  home.dataset.contact = contact.id;
  if (!home.firstChild) {
    home.append(h("header.bar", {}, h("div.bar-text", {}, h("strong", {}, w("chats")), h("span", {}, `${contact.name} · ${contact.number}`))),
      h("div.chats"), h("p.pane-note", {}, w("dayLong")));
  }
  const items = contact.has_whatsapp ? contact.chats.map((chat) => ({ ...chat, messages: undefined, last: chat.messages.at(-1) ?? null })) : [];
  const list = home.querySelector(".chats");
  list.querySelector(".none")?.remove();
  keep(list, items, (chat) => chat.channel, (chat) => {
    const about = state.stage.channels.find((one) => one.id === chat.channel);
    const badge = h("b.badge");
    count(badge, chat.unread);
    return h("button.contact", { type: "button", data: { channel: chat.channel }, onclick: () => { open(contact.id, chat.channel); tools.draw(); } },
      avatar(about.name, about.id),
      h("span.contact-text", {}, h("strong", {}, about.name, about.kind === "cloud" ? h("span.verified", {}, icon("verified")) : null, mark(about)),
        h("span", {}, chat.last ? summary(chat.last) : w("firstToWrite"))),
      h("span.contact-side", {}, h("time", {}, chat.last ? time(chat.last.at) : ""), badge));
  });
  if (!contact.has_whatsapp) list.append(h("p.none", {}, w("noWhatsAppLong")));
}

/** Which kind of channel this is, in a word. */
function mark(about) { return h("em.mark", { data: { kind: about.kind } }, w(about.kind === "cloud" ? "official" : "unofficial")); }

function drawChat(contact, chat) {
  const about = state.stage.channels.find((one) => one.id === chat.channel);
  const log = $("whatsapp-log");
  const name = `${contact.id} ${chat.channel}`;
  if (shownFor !== name) {
    put($("chat-name"), about.name, about.kind === "cloud" ? h("span.verified", {}, icon("verified")) : "");
    put($("chat-avatar"), avatar(about.name, about.id));
    log.replaceChildren();
  }
  const window = chat.window_until > tools.now() ? w("windowOpen", { time: weekdayTime(chat.window_until) }) : w("windowShut");
  put($("chat-kind"), w(about.kind === "cloud" ? "official" : "unofficial"), about.kind === "cloud" ? ` · ${window}` : "");
  const follow = shownFor !== name || atBottom(log);
  keep(log, chat.messages, (message) => message.id, (message) => bubble(message, chat.messages));
  if (follow) toBottom(log);
  $("whatsapp-bottom").hidden = atBottom(log);
  shownFor = name;
  if (chat.unread && tools.visible("contacts")) read(contact.id, chat);
}

/** What is shown on the phone is read, once per last message. */
function read(contact, chat) {
  const until = `${contact} ${chat.channel} ${chat.messages.at(-1)?.id}`;
  if (reading.has(until)) return;
  reading.add(until);
  tools.act({ do: "contact_open", contact, channel: chat.channel }).then((done) => { if (!done) reading.delete(until); });
}

async function say() {
  const box = $("whatsapp-text");
  const text = box.value.trim();
  if (!text || channel === null) return;
  box.value = "";
  grow(box);
  toBottom($("whatsapp-log"));
  const done = await tools.act({ do: "contact_text", contact: who, channel, text });
  if (!done && !box.value) { box.value = text; grow(box); }
}

/** What a contact can send beside words. A reaction goes to the last message of the shop. */
function attachItems() {
  const act = (what) => tools.act({ contact: who, channel, ...what });
  const file = (kind, made) => async () => act({ do: "contact_file", kind, ...(await made()) });
  const place = state.stage.place;
  const chat = state.contacts.get(who)?.chats.find((one) => one.channel === channel);
  const last = chat?.messages.filter((message) => !message.own).at(-1);
  const items = [
    [w("attachSamplePicture"), null, "picture", file("image", () => samplePicture(w("photo")))],
    [w("attachSampleVoice"), null, "voice", file("voice", sampleVoice)],
    [w("attachSamplePaper"), null, "file", file("document", () => samplePaper())],
    [w("attachOwnPlace"), null, "place", () => act({ do: "contact_place", latitude: place.latitude, longitude: place.longitude })],
    [w("attachFriend"), null, "person", () => act({ do: "contact_card", name: "Bia Lima", phone: "+55 51 97777-1234" })],
  ];
  if (last) items.push([w("reactLast"), null, "heart", () => act({ do: "contact_react", message: last.id, emoji: "❤️" })]);
  return items;
}

function onLogClick(event) {
  const button = event.target.closest("button[data-answer],button[data-copy],button[data-url]");
  if (!button) return;
  if (button.dataset.copy) { navigator.clipboard?.writeText(button.dataset.copy).catch(() => {}); tools.sorry(`${w("copied")}: ${button.dataset.copy}`); } else if (button.dataset.url) tools.sorry(w("openLink", { url: button.dataset.url }));
  else tools.act({ do: "contact_button", contact: who, channel, message: button.dataset.message, button: Number(button.dataset.answer) });
}

function waitingOn(contact) { return contact.chats.reduce((sum, chat) => sum + chat.unread, 0); }
