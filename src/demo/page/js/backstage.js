// Behind the scenes: switches for what can go wrong, the clock, and the log of each wire.

import { h, keep, put, exactTime, time, day } from "./dom.js";
import { w } from "./words.js";

const $ = (id) => document.getElementById(id);
const SIDES = ["telegram", "cloud", "evolution"];
const SIDE_NAMES = { telegram: "Telegram", cloud: "Cloud API", evolution: "Evolution" };
const FORWARD = [[15, "minutes", 15], [60, "hour", 1], [240, "hours", 4], [1440, "hours", 24]];
const NOISE = /getupdates$/i; // asked all day long; nobody learns from it
let tools;
let state;
let side = "telegram";

/** Wires the controls once. */
export function start(given) {
  tools = given;
  const fold = $("backstage-fold");
  fold.addEventListener("toggle", () => tools.draw());
  if (matchMedia("(max-width: 859px)").matches) fold.open = true;
  $("wire").dataset.side = side;
  setInterval(() => { if (state) drawClock(); }, 5000);
}

/** Draws again in another language. */
export function relabel() {
  $("switches").replaceChildren();
  $("wire-columns").replaceChildren();
  $("wire-tabs").replaceChildren();
}

/** Draws what changed, when it is open. */
export function draw(now) {
  state = now;
  if (!$("backstage-fold").open || !tools.visible("backstage")) return;
  drawSwitches();
  drawWire();
}

// ---- switches -------------------------------------------------------------------------------------------------------

function drawSwitches() {
  const groups = ["Provider", "Numbers", "Templates", "Clock"];
  keep($("switches"), groups.map((name) => ({ name })), (group) => group.name, ({ name }) => h("section.group", { data: { group: name }, "aria-label": w(`switch${name}`) },
    h("h3", {}, w(`switch${name}`)), h("p.note", {}, w(`switch${name}Note`)), h("div.rows")));
  const rows = (name) => $("switches").querySelector(`[data-group=${name}] .rows`);
  keep(rows("Provider"), state.switches.providers, (one) => one.channel, provider);
  keep(rows("Numbers"), state.stage.contacts.map((id) => number(state.contacts.get(id))).filter(Boolean), (one) => one.id, drawNumber);
  keep(rows("Templates"), state.switches.templates, (one) => `${one.name} ${one.language}`, template);
  drawClock();
}

function provider(one) {
  const modes = ["normal", "slow", "failing", "silent", "down"].map((mode) => h("button", {
    type: "button", "aria-pressed": String(one.mode === mode), data: { mode }, onclick: () => tools.act({ do: "switch_provider", channel: one.channel, mode }),
  }, w(mode)));
  return h("div.provider", {},
    h("strong", {}, one.name),
    one.connected === null ? null : toggle(w(one.connected ? "connected" : "disconnected"), one.connected, () => tools.act({ do: "switch_connection", channel: one.channel, connected: !one.connected })),
    one.shows_code ? h("button.small", { type: "button", onclick: () => tools.act({ do: "scan_code" }) }, w("scanCode")) : null,
    h("div.segments", { role: "group", "aria-label": one.name }, ...modes));
}

function number(contact) {
  if (!contact) return null;
  const official = contact.chats.find((chat) => chat.window_until !== null);
  return { id: contact.id, name: contact.name, has: contact.has_whatsapp, open: Boolean(official && official.window_until > tools.now()) };
}
function drawNumber(one) {
  return h("div.line", {}, h("strong", {}, one.name),
    h("button.small", { type: "button", "aria-label": `${one.name}: ${w(one.open ? "closeWindow" : "openWindowDo")}`, onclick: () => tools.act({ do: "switch_window", contact: one.id, open: !one.open }) },
      `${w("window")} `, h("b", { data: { open: one.open ? "yes" : "no" } }, w(one.open ? "openWindow" : "closedWindow"))),
    toggle(w("hasWhatsApp"), one.has, () => tools.act({ do: "switch_number", contact: one.id, has_whatsapp: !one.has }), one.name));
}

function template(one) {
  const approved = one.status === "APPROVED";
  return h("div.line", {}, h("span.two", {}, h("strong", {}, one.name), h("small", {}, one.language)),
    h("em.status", { data: { status: one.status } }, w(`status${one.status}`)),
    h("button.small", { type: "button", "aria-label": `${w(approved ? "pause" : "approve")} ${one.name}`, onclick: () => tools.act({ do: "switch_template", name: one.name, language: one.language, status: approved ? "PAUSED" : "APPROVED" }) }, w(approved ? "pause" : "approve")));
}

function toggle(label, on, run, about = "") {
  return h("button.toggle", { type: "button", role: "switch", "aria-checked": String(on), "aria-label": about ? `${about}: ${label}` : null, onclick: run }, h("i", { "aria-hidden": "true" }), h("span", {}, label));
}

function drawClock() {
  const rows = $("switches").querySelector("[data-group=Clock] .rows");
  if (!rows) return;
  if (!rows.firstChild) {
    rows.append(h("p.now", { "aria-live": "polite" }), h("div.segments", {}, ...FORWARD.map(([minutes, word, n]) => h("button", {
      type: "button", onclick: () => tools.act({ do: "turn_clock", minutes }),
    }, w("forward", { n: w(word, { n }) })))));
  }
  put(rows.firstChild, w("now", { time: time(tools.now()), day: day(tools.now()) }));
}

// ---- the wires ------------------------------------------------------------------------------------------------------

function drawWire() {
  const loud = state.wire.filter((call) => !NOISE.test(call.path));
  keep($("wire-tabs"), SIDES.map((one) => ({ one, on: one === side, n: loud.filter((call) => call.side === one).length })), (item) => item.one, ({ one, on, n }) => h("button", {
    type: "button", "aria-pressed": String(on), onclick: () => { side = one; $("wire").dataset.side = one; tools.draw(); },
  }, SIDE_NAMES[one], h("small", {}, String(n))));
  keep($("wire-columns"), SIDES.map((one) => ({ one })), (item) => item.one, ({ one }) => h("section.column", { data: { side: one }, "aria-label": SIDE_NAMES[one] }, h("h4", {}, SIDE_NAMES[one]), h("div.calls", { tabindex: "0" })));
  for (const one of SIDES) {
    const list = $("wire-columns").querySelector(`[data-side=${one}] .calls`);
    const calls = loud.filter((call) => call.side === one).reverse();
    list.querySelector(".none")?.remove();
    keep(list, calls, (item) => item.id, call);
    if (!calls.length) list.append(h("p.none", {}, w("wireEmpty")));
  }
}

/** One call: its line, and its bodies once it is unfolded. */
function call(one) {
  const kind = one.status === 0 ? "none" : one.status < 300 ? "good" : one.status < 500 ? "refused" : "broken";
  const details = h("details.call", {},
    h("summary", {},
      h("span.arrow", { title: w(one.direction === "webhook" ? "webhook" : "call"), data: { direction: one.direction } }, one.direction === "webhook" ? "←" : "→"),
      h("code.method", {}, one.method), h("span.path", { title: one.path }, shorten(one.path)),
      h("span.code", { data: { kind } }, one.status || "—"), h("time", {}, exactTime(one.at))));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("pre")) return;
    details.append(h("p.label", {}, `${one.method} ${one.path}`), h("p.label", {}, w("request")), h("pre", {}, pretty(one.request)), h("p.label", {}, w("response")), h("pre", {}, pretty(one.response)));
  });
  return details;
}

function shorten(path) { return path.replace(/^https?:\/\/[^/]+/, "").replace(/\?.*$/, "").replace(/^\/bot[^/]*\//, "").replace(/^\/v\d+\.\d+\//, "/"); }
function pretty(body) {
  if (!body) return "—";
  try { return JSON.stringify(JSON.parse(body), null, 2); } catch { return body; }
}
