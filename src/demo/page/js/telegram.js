// The staff's phone: people to switch between, the conversation with the bot, its keyboards, answers and menus.

import { h, put, keep, icon, avatar, count, grow, atBottom, toBottom, popover } from "./dom.js";
import { bubble } from "./telegram_message.js";
import { samplePicture, samplePaper, sampleVoice, chosenFile, chosenPhoto } from "./sample.js";
import { w, wNodes } from "./words.js";

const $ = (id) => document.getElementById(id);
const FILE_BYTES_MAX = 16 * 1024 * 1024; // what the server takes in one action
let tools;
let state;
let who = null;          // the person who holds the phone
let topic = null;        // the topic shown, null for all
let replyTo = null;      // the message answered to
let editing = null;      // the message whose words are being changed
let shownFor = null;     // whose conversation is drawn
const seen = new Map();  // person → last message seen
const drafts = new Map();
const heard = new Map(); // person → the taps whose answers were shown
const waiting = new Map(); // person, message and button → the tap, until the bot answers it

/** Wires the controls once. */
export function start(given) {
  tools = given;
  const box = $("composer-text");
  $("telegram-composer").addEventListener("submit", (event) => { event.preventDefault(); say(box.value); });
  box.addEventListener("input", () => { grow(box); drafts.set(who, box.value); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(box.value); }
    if (event.key === "Escape") setReply(null);
  });
  box.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files?.[0];
    if (file) { event.preventDefault(); sendFile(file, file.type.startsWith("image/") ? "photo" : "document"); }
  });
  const log = $("telegram-log");
  log.addEventListener("click", onLogClick);
  log.addEventListener("dblclick", react);
  log.addEventListener("scroll", () => { if (atBottom(log)) markSeen(); drawBottom(); }, { passive: true });
  $("telegram-bottom").addEventListener("click", () => { toBottom(log); markSeen(); tools.draw(); });
  $("replying").querySelector("button").addEventListener("click", () => setReply(null));
  popover($("command-button"), $("command-menu"), commandItems);
  popover($("attach-button"), $("attach-menu"), attachItems);
  $("telegram-file").addEventListener("change", (event) => {
    const input = event.target;
    if (input.files[0]) sendFile(input.files[0], input.dataset.kind);
    input.value = "";
  });
  $("people").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const ids = state.stage.people.map((person) => person.id);
    hold(ids[(ids.indexOf(who) + step + ids.length) % ids.length]);
    requestAnimationFrame(() => $("people").querySelector("[aria-checked=true]")?.focus());
  });
  const form = $("contact-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.phone.value.trim()) { form.phone.focus(); return; }
    tools.act({ do: "person_contact", person: who, name: form.name.value, phone: form.phone.value, thread: topic });
    $("contact-sheet").close();
  });
  form.querySelector("[value=cancel]").addEventListener("click", () => $("contact-sheet").close());
}

/** Puts a text into somebody's box, ready to be sent. */
export function suggest(person, text) {
  hold(person);
  const box = $("composer-text");
  box.value = text;
  drafts.set(person, text);
  grow(box);
  box.focus();
}

/** How many messages of the bot nobody has looked at, over all people. */
export function unread() { return state ? state.stage.people.reduce((sum, person) => sum + unseen(person.id), 0) : 0; }

/** Draws again in another language. */
export function relabel() {
  $("people").replaceChildren();
  $("telegram-log").replaceChildren();
  shownFor = null;
}

/** Draws what changed. */
export function draw(now) {
  state = now;
  if (who === null) who = state.stage.people[0].id;
  for (const { id } of state.stage.people) {
    const box = state.people.get(id);
    if (box && !seen.has(id)) { seen.set(id, lastId(box)); heard.set(id, new Set(box.answers.map((answer) => answer.tap))); }
  }
  const box = state.people.get(who);
  if (!box) return;
  const log = $("telegram-log");
  const follow = shownFor !== who || atBottom(log);
  drawPeople();
  drawTopics(box);
  $("bot-name").textContent = state.stage.bot.name;
  $("bot-state").textContent = box.typing ? w("botTyping") : w("botIdle");
  $("bot-state").classList.toggle("typing", box.typing);
  const shown = box.messages.filter((message) => topic === null || message.thread === topic);
  if (shownFor !== who) log.replaceChildren();
  if (shown.length) {
    log.querySelector(".empty")?.remove();
    keep(log, withDays(shown), (item) => item.key, (item) => bubble(item, { messages: box.messages }));
  } else {
    put(log, h("p.empty", {}, ...wNodes("emptyChat", { start: h("button", { type: "button", data: { command: "/start" } }, "/start") })));
  }
  if (follow) toBottom(log);
  if (follow && tools.visible("manager")) markSeen();
  shownFor = who;
  answers(box);
  drawBottom();
}

function drawPeople() {
  const items = state.stage.people.map((person) => ({ ...person, unseen: unseen(person.id), on: person.id === who }));
  keep($("people"), items, (person) => person.id, (person) => {
    const badge = h("b.badge");
    count(badge, person.unseen);
    const role = w(`role${person.role[0].toUpperCase()}${person.role.slice(1)}`);
    return h("button.person", {
      type: "button", role: "radio", "aria-checked": String(person.on), tabindex: person.on ? 0 : -1,
      title: [role, ...person.teams, person.language].join(" · "), data: { person: person.id }, onclick: () => hold(person.id),
    }, avatar(person.first_name, person.id), h("span.person-text", {}, h("strong", {}, person.first_name), h("span", {}, role)), badge);
  });
}

function drawTopics(box) {
  const strip = $("topics");
  const topics = box.topics ?? [];
  strip.hidden = !topics.length;
  if (topic !== null && !topics.some((one) => one.id === topic)) topic = null;
  const items = topics.length ? [{ id: null, name: w("allTopics") }, ...topics].map((one) => ({ ...one, on: one.id === topic })) : [];
  keep(strip, items, (one) => one.id, (one) => h("button", {
    type: "button", role: "tab", "aria-selected": String(one.on),
    onclick: () => { topic = one.id; $("telegram-log").replaceChildren(); tools.draw(); requestAnimationFrame(() => toBottom($("telegram-log"))); },
  }, one.name));
}

function hold(person) {
  if (person === who) return;
  who = person;
  topic = null;
  setReply(null);
  const box = $("composer-text");
  box.value = drafts.get(person) ?? "";
  grow(box);
  $("telegram-toast").hidden = true;
  tools.draw();
}

/** Days stand between messages as items of their own. */
function withDays(messages) {
  const items = [];
  let last = "";
  for (const message of messages) {
    const on = new Date(message.at).toDateString();
    if (on !== last) items.push({ key: `day ${on}`, day: message.at });
    last = on;
    items.push({ key: message.id, ...message, waiting: [...waiting.values()].filter((tap) => tap.person === who && tap.message === message.id).map((tap) => tap.data) });
  }
  return items;
}

// ---- acting ---------------------------------------------------------------------------------------------------------

async function say(text) {
  const words = text.trim();
  if (!words) return;
  const box = $("composer-text");
  box.value = "";
  drafts.delete(who);
  grow(box);
  const [reply, message] = [replyTo, editing];
  setReply(null);
  if (message) { tools.act({ do: "person_edit", person: who, message, text: words }); return; }
  toBottom($("telegram-log"));
  const done = await tools.act({ do: "person_text", person: who, text: words, reply_to: reply, thread: topic });
  if (!done && !box.value) { box.value = text; grow(box); }
}

function onLogClick(event) {
  const target = event.target.closest("[data-command],[data-tap],[data-copy],[data-url],[data-reply],[data-edit],a");
  if (!target) return;
  if (target.dataset.command) say(target.dataset.command);
  else if (target.dataset.reply) setReply(Number(target.dataset.reply));
  else if (target.dataset.edit) setEdit(Number(target.dataset.edit));
  else if (target.dataset.copy) { navigator.clipboard?.writeText(target.dataset.copy).catch(() => {}); toast(w("copied")); }
  else if (target.dataset.url) followLink(event, target.dataset.url, () => toast(w("openLink", { url: target.dataset.url })));
  else if (target.dataset.tap) tap(target);
  else if (target.href) followLink(event, target.href);
}

/** A link to the bot itself starts it, as in Telegram. */
function followLink(event, address, otherwise) {
  const bot = state.stage.bot.username.toLowerCase();
  let url;
  try { url = new URL(address); } catch { return; }
  const own = url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === bot;
  if (own) { event.preventDefault(); say(`/start ${url.searchParams.get("start") ?? ""}`); } else otherwise?.();
}

async function tap(button) {
  const message = Number(button.dataset.message);
  const data = button.dataset.tap;
  // By what it asks for, not by its place: an edit puts another button there before the first one is answered.
  const name = `${who}/${message}/${data}`;
  if (waiting.has(name)) return;
  const tapped = { person: who, message, data, id: null };
  waiting.set(name, tapped);
  tools.draw();
  const done = await tools.act({ do: "person_tap", person: who, message, data });
  if (!done) waiting.delete(name);
  else tapped.id = done.tap;
  setTimeout(() => { waiting.delete(name); tools.draw(); }, 10000);
  tools.draw();
}

/** Shows the answers to taps that arrived since, and lets their buttons rest. */
function answers(box) {
  for (const [name, tapped] of waiting) {
    if (tapped.person === who && tapped.id && box.answers.some((answer) => answer.tap === tapped.id)) { waiting.delete(name); tools.draw(); }
  }
  const shown = heard.get(who);
  for (const answer of box.answers) {
    if (shown.has(answer.tap)) continue;
    shown.add(answer.tap);
    if (!answer.text) continue;
    if (answer.alert) { const dialog = $("telegram-alert"); dialog.querySelector("p").textContent = answer.text; if (!dialog.open) dialog.showModal(); } else toast(answer.text);
  }
}

let toastTimer = 0;
function toast(text) {
  const box = $("telegram-toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, 3500);
}

/** As in Telegram: a double tap on a message is a heart, another takes it away. */
function react(event) {
  const id = Number(event.target.closest(".message")?.dataset.id);
  const message = state.people.get(who)?.messages.find((one) => one.id === id);
  if (!message || event.target.closest("button,a,audio,video")) return;
  tools.act({ do: "person_react", person: who, message: id, emoji: message.own_reaction ? null : "❤" });
}

function setEdit(id) {
  const message = state?.people.get(who)?.messages.find((one) => one.id === id);
  if (!message) return;
  setReply(null);
  editing = id;
  const box = $("composer-text");
  box.value = message.text;
  grow(box);
  $("replying").hidden = false;
  $("replying").querySelector("span").textContent = w("editing", { text: message.text.slice(0, 80) });
  box.focus();
}

function setReply(id) {
  if (editing) { editing = null; $("composer-text").value = ""; grow($("composer-text")); }
  replyTo = id;
  const strip = $("replying");
  const message = id && state?.people.get(who)?.messages.find((one) => one.id === id);
  strip.hidden = !message;
  if (!message) { replyTo = null; return; }
  strip.querySelector("span").textContent = w("replyingTo", { text: (message.text || w(kindWord(message.kind))).slice(0, 80) });
  $("composer-text").focus();
}
function kindWord(kind) { return { contact: "contactCard", text: "message" }[kind] ?? kind; }

async function sendFile(file, kind) {
  if (file.size > FILE_BYTES_MAX) { tools.sorry(w("tooLarge", { size: "16 MB" })); return; }
  send(kind, await (kind === "photo" ? chosenPhoto(file) : chosenFile(file)));
}
function send(kind, file) { tools.act({ do: "person_file", person: who, kind, ...file, thread: topic, reply_to: replyTo }); setReply(null); }

// ---- menus ----------------------------------------------------------------------------------------------------------

function commandItems() {
  const commands = state?.people.get(who)?.commands ?? [];
  const list = commands.length ? commands : [{ command: "start", description: "" }];
  return list.map(({ command, description }) => [description || command, `/${command}`, null, () => say(`/${command}`)]);
}

function attachItems() {
  const choose = (kind, accept) => () => { const input = $("telegram-file"); input.accept = accept; input.dataset.kind = kind; input.click(); };
  const place = state.stage.place;
  return [
    [w("attachCard"), null, "person", openCardSheet],
    [w("attachSamplePicture"), null, "picture", async () => send("photo", await samplePicture(state.stage.company))],
    [w("attachSamplePaper"), null, "file", () => send("document", samplePaper())],
    [w("attachSampleVoice"), null, "voice", async () => send("voice", await sampleVoice())],
    [w("attachPicture"), null, "folder", choose("photo", "image/jpeg,image/png,image/webp")],
    [w("attachFile"), null, "folder", choose("document", "")],
    [w("attachPlace"), null, "place", () => tools.act({ do: "person_location", person: who, latitude: place.latitude, longitude: place.longitude, thread: topic })],
  ];
}

function openCardSheet() {
  const form = $("contact-form");
  form.reset();
  put($("card-choices"), ...[...state.contacts.values()].map((contact) => h("button", {
    type: "button", onclick: () => { form.name.value = contact.name; form.phone.value = contact.number; form.querySelector(".primary").focus(); },
  }, avatar(contact.name, contact.id), contact.name)));
  $("contact-sheet").showModal();
  $("card-choices").querySelector("button")?.focus();
}

// ---- what is seen ---------------------------------------------------------------------------------------------------

function lastId(box) { return box.messages.at(-1)?.id ?? 0; }
function unseen(person) {
  const box = state.people.get(person);
  return box ? box.messages.filter((message) => !message.own && message.id > (seen.get(person) ?? 0)).length : 0;
}
function markSeen() {
  const box = state?.people.get(who);
  if (!box || !tools.visible("manager") || (seen.get(who) ?? 0) >= lastId(box)) return;
  seen.set(who, lastId(box));
  tools.draw();
}
function drawBottom() {
  const button = $("telegram-bottom");
  button.hidden = atBottom($("telegram-log"));
  count(button.querySelector(".badge"), unseen(who));
}
