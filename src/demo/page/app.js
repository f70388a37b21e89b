// The page: keeps the state that the server sends, and lets each part draw itself from it.

import { h, put, count, speak, time } from "./js/dom.js";
import { choose, has, tag, w, wNodes } from "./js/words.js";
import * as telegram from "./js/telegram.js";
import * as whatsapp from "./js/whatsapp.js";
import * as backstage from "./js/backstage.js";

const $ = (id) => document.getElementById(id);
const TABS = ["manager", "contacts", "backstage"];
const WIRE_KEPT = 300; // older lines leave the page; the server keeps no more either

/** Everything shown, by section; `wire` grows, the rest is replaced whole. */
const state = { stage: null, people: new Map(), contacts: new Map(), switches: null, wire: [], ahead: 0 };
let drawing = false;

let acts = Promise.resolve();

/** Asks the server to do something, one thing after the other; a refusal is a sentence shown to the person. */
function act(action) {
  const done = acts.then(() => carry(action));
  acts = done;
  return done;
}
async function carry(action) {
  try {
    const answer = await fetch("/act", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(action) });
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) { sorry(has(body.key) ? w(body.key) : body.error || w("failed")); return null; }
    return body;
  } catch {
    sorry(w("lost"));
    return null;
  }
}

let sorryTimer = 0;
function sorry(text) {
  const box = $("sorry");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(sorryTimer);
  sorryTimer = setTimeout(() => { box.hidden = true; }, 6000);
}

function take(sections) {
  if (sections.fresh) { state.people.clear(); state.contacts.clear(); state.wire = []; }
  for (const [key, value] of Object.entries(sections)) {
    const [kind, id] = key.split(":", 2);
    if (kind === "person") state.people.set(Number(id), value);
    else if (kind === "contact") state.contacts.set(id, value);
    else if (kind === "wire") state.wire = state.wire.concat(value).slice(-WIRE_KEPT);
    else if (kind === "clock") state.ahead = value.now - Date.now();
    else if (kind === "stage" || kind === "switches") state[kind] = value;
  }
  draw();
}

/** Draws once per frame, however much arrived. */
function draw() {
  if (drawing) return;
  drawing = true;
  const paint = () => {
    if (!drawing) return;
    drawing = false;
    if (!state.stage) return;
    telegram.draw(state);
    whatsapp.draw(state);
    backstage.draw(state);
    drawHint();
    count($("tab-manager").querySelector(".badge"), telegram.unread());
    count($("tab-contacts").querySelector(".badge"), whatsapp.unread(state));
    document.body.classList.add("ready");
  };
  requestAnimationFrame(paint);
  setTimeout(paint, 120); // a tab in the background gets no frames
}

/** The time on the company's clock. */
function now() { return Date.now() + state.ahead; }
function tick() { for (const face of document.querySelectorAll(".clock")) face.textContent = time(now()); }

// ---- the hint of the first attendance -------------------------------------------------------------------------------

let hintClosed = sessionStorage.getItem("hint") === "closed";
function drawHint() {
  const hint = $("hint");
  const waiting = whatsapp.firstUnread(state);
  const begun = [...state.contacts.values()].some((contact) => contact.chats.some((chat) => chat.messages.length));
  const first = state.stage.people[0];
  const number = state.stage.try_number;
  // Nobody can begin before there is a team: an owner who starts with nothing makes one first.
  const isEmpty = state.stage.people.every((person) => !person.teams.length);
  hint.hidden = hintClosed;
  if (hintClosed) return;
  // It changes its words and keeps its place, so that nothing below it moves while somebody reads.
  const goOn = () => { show("backstage"); $("backstage-fold").open = true; $("backstage-fold").scrollIntoView({ behavior: "smooth" }); };
  const [nodes, label, go] = begun && !waiting ? [wNodes("hintGoOn", {}), w("hintBackstage"), goOn] : waiting
    ? [wNodes("hintPhone", { name: h("b", {}, waiting.name) }), w("hintOpen"), () => { show("contacts"); whatsapp.open(waiting.id, waiting.channel); draw(); }]
    : isEmpty
    ? [wNodes("hintEmpty", { name: first.first_name, command: h("kbd", {}, "/equipe") }), w("hintDo"), () => { show("manager"); telegram.suggest(first.id, "/equipe"); }]
    : [wNodes("hintStart", { name: first.first_name, button: h("b", {}, w("hintNew")), number: h("kbd", {}, number) }), w("hintDo"), () => { show("manager"); telegram.suggest(first.id, number); }];
  put($("hint-text"), ...nodes);
  $("hint-do").textContent = label;
  $("hint-do").onclick = go;
}

// ---- tabs, for narrow screens ---------------------------------------------------------------------------------------

function show(name) {
  document.body.dataset.tab = name;
  for (const tabName of TABS) {
    const button = $(`tab-${tabName}`);
    button.setAttribute("aria-selected", String(tabName === name));
    button.tabIndex = tabName === name ? 0 : -1;
  }
  if (name === "backstage") $("backstage-fold").open = true;
  draw();
}
/** Whether a part is in view: on a narrow screen only one is. */
function visible(name) {
  return !document.hidden && (document.body.dataset.tab === name || !matchMedia("(max-width: 859px)").matches);
}
for (const name of TABS) $(`tab-${name}`).addEventListener("click", () => show(name));
document.querySelector(".tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
  if (!step) return;
  const next = TABS[(TABS.indexOf(document.body.dataset.tab) + step) % TABS.length];
  show(next);
  $(`tab-${next}`).focus();
});

// ---- language, connection, start ------------------------------------------------------------------------------------

function setLanguage(language) {
  const chosen = choose(language);
  speak(tag());
  localStorage.setItem("language", chosen);
  alive($("alive").dataset.state ?? "connecting");
  telegram.relabel();
  whatsapp.relabel();
  backstage.relabel();
  tick();
  draw();
}
function alive(now) {
  $("alive").dataset.state = now;
  $("alive-text").textContent = w(now);
}
$("languages").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) setLanguage(button.dataset.language);
});
$("hint-close").addEventListener("click", () => { hintClosed = true; sessionStorage.setItem("hint", "closed"); $("hint").hidden = true; });
document.addEventListener("visibilitychange", draw);

const tools = { act, sorry, draw, visible, now };
telegram.start(tools);
whatsapp.start(tools);
backstage.start(tools);
setLanguage(localStorage.getItem("language") ?? "pt");
setInterval(tick, 5000);

const events = new EventSource("/events");
events.addEventListener("state", (event) => { alive("live"); take(JSON.parse(event.data)); tick(); });
events.addEventListener("error", () => alive("lost"));
