// Building blocks of the page. Whatever a person wrote reaches the page through text nodes only: there is no innerHTML here.

const SVG = "http://www.w3.org/2000/svg";
const ZONE = "America/Sao_Paulo";
let language = "pt-BR";

/** Sets the language in which times and days are written. */
export function speak(tag) { language = tag; }

/** An element: `h("p.note", { title: "x", onclick: f, data: { id: 1 } }, "text", child)`. Null children are left out. */
export function h(spec, attributes = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "data") Object.assign(element.dataset, value);
    else if (name === "css") for (const [k, v] of Object.entries(value)) element.style.setProperty(k, v);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An icon of our own, from the paths in `ICONS`. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of ICONS[name] ?? []) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
const ICONS = {
  voice: ["M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"],
  heart: ["M12 20s-7.5-4.7-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.5 10c0 5.3-7.5 10-7.5 10z"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0"],
  picture: ["M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01"],
  file: ["M6 3h8l4 4v14H6zM14 3v4h4"],
  place: ["M12 21s7-6.2 7-11.2A7 7 0 0 0 5 9.8C5 14.8 12 21 12 21zM12 12a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z"],
  folder: ["M3 6h7l2 2h9v11H3z"],
  reply: ["M10 7 5 12l5 5M5 12h9a5 5 0 0 1 5 5v1"],
  link: ["M8 16 16 8M9.5 8H16v6.5"],
  call: ["M6 4h4l1.5 5-2.5 1.5a11 11 0 0 0 4.5 4.5L15 12.5l5 1.5v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z"],
  copy: ["M9 9h10v11H9zM5 15V4h10"],
  answer: ["M10 8V5l-6 6 6 6v-3.2c4.5 0 7.5 1.2 10 4.2-.8-5.5-4-9-10-10z"],
  sound: ["M5 10v4M9 7v10M13 4v16M17 8v8M21 11v2"],
  verified: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M8 12.2l2.8 2.8L16 9.5"],
};

/** Replaces what is inside only when it differs, so that nothing flickers and focus stays. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

/** Keeps a list in step with `items` by key: only what changed is built again. */
export function keep(list, items, keyOf, build) {
  const old = new Map();
  for (const child of [...list.children]) old.set(child.dataset.key, child);
  let at = list.firstChild;
  for (const item of items) {
    const key = String(keyOf(item));
    const print = JSON.stringify(item);
    let element = old.get(key);
    old.delete(key);
    if (!element || element.print !== print) {
      const fresh = build(item);
      fresh.dataset.key = key;
      fresh.print = print;
      if (element) {
        const hadFocus = element.contains(document.activeElement);
        if (element === at) at = element.nextSibling;
        element.replaceWith(fresh);
        if (hadFocus) (fresh.querySelector("button:not([data-reply])") ?? list).focus({ preventScroll: true });
      } else {
        list.insertBefore(fresh, at);
      }
      element = fresh;
    }
    if (element === at) at = at.nextSibling;
    else if (element.nextSibling !== at) list.insertBefore(element, at);
  }
  for (const gone of old.values()) gone.remove();
}

/** 14:32 in the company's zone. */
export function time(at) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ZONE }).format(at);
}
/** "seg., 14:32", for what may be tomorrow. */
export function weekdayTime(at) {
  return new Intl.DateTimeFormat(language, { weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ZONE }).format(at);
}
/** 14:32:07.123, for the log. */
export function exactTime(at) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false, timeZone: ZONE }).format(at);
}
/** "22 de novembro": the day as a separator between messages. */
export function day(at) {
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: ZONE }).format(at);
}

/** Bytes in words. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1048576 ? [bytes / 1024, "kB"] : [bytes / 1048576, "MB"];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

const HUES = [168, 205, 28, 262, 340, 95, 48, 230];
/** A round picture with initials, its colour drawn from the name. */
export function avatar(name, seed = name) {
  const words = String(name).trim().split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const initials = words.length > 1 ? first(words[0]) + first(words[words.length - 1]) : first(words[0] ?? "?");
  let sum = 2166136261;
  for (const c of String(seed)) sum = Math.imul(sum ^ c.codePointAt(0), 16777619) >>> 0;
  sum = (sum ^ (sum >>> 13)) >>> 0;
  return h("span.avatar", { "aria-hidden": "true", css: { "--hue": HUES[sum % HUES.length] } }, initials.toUpperCase());
}
function first(word) { return [...word][0] ?? ""; }

/** A square badge with a number, or nothing. */
export function count(badge, n) {
  if (!badge) return;
  badge.hidden = !n;
  badge.textContent = n > 99 ? "99+" : String(n || "");
}

/** Grows a text box with its text, up to five lines. */
export function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
}

/** Whether a log shows its end. */
export function atBottom(log) { return log.scrollHeight - log.scrollTop - log.clientHeight < 60; }
/** Shows the end of a log. */
export function toBottom(log) { log.scrollTop = log.scrollHeight; }

/** A menu above a button: each item is its words, a note, a picture, and what it does. */
export function popover(button, menu, items) {
  const close = () => { menu.hidden = true; button.setAttribute("aria-expanded", "false"); };
  button.addEventListener("click", () => {
    if (!menu.hidden) { close(); return; }
    put(menu, ...items().map(([label, note, picture, run]) => h("button", { type: "button", role: "menuitem", onclick: () => { close(); button.focus(); run(); } }, picture && icon(picture), h("span", {}, label), note && h("small", {}, note))));
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    menu.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus(); }
    if (event.key === "Escape") { close(); button.focus(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.hidden && !menu.contains(event.target) && !button.contains(event.target)) close(); });
}
