// Enhancements only: every page works without this file.
import { initAll } from "../nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
document.querySelectorAll("form[data-suggestions]").forEach(suggest);
if (document.querySelector("[data-slides]")) document.addEventListener("keydown", turn);

// A talent board in the room: the keys of a presenter go to the item before or after, where nothing is being typed.
function turn(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
  const to = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
  const link = to && document.querySelector(`[data-slides] a[rel=${to}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

// A find box that lists matching trusts as one types: arrows choose, Enter opens, Escape closes (ARIA combobox pattern).
function suggest(form) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  const status = document.createElement("div");
  list.className = "wrap-suggestions";
  list.id = `${input.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Matching trusts");
  status.className = "nhsuk-u-visually-hidden";
  status.setAttribute("role", "status");
  input.after(list);
  form.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let asked = 0;
  let waiting;

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", () => setTimeout(close, 150));

  async function ask() {
    const text = input.value.trim();
    const turn = ++asked;
    if (text.length < 2) return close();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`);
      if (!answer.ok || turn !== asked) return;
      show((await answer.json()).suggestions);
    } catch {
      close(); // no network: the form itself still works
    }
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
  }

  function option(suggestion, position) {
    const item = document.createElement("li");
    item.id = `${list.id}-${position}`;
    item.textContent = suggestion.line;
    item.dataset.address = suggestion.address;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      open(item);
    });
    return item;
  }

  function onKey(event) {
    if (list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault(); // a search field would empty itself
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      open(list.children[chosen]);
    }
  }

  function choose(position) {
    const items = [...list.children];
    chosen = (position + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  }

  function open(item) {
    window.location.assign(item.dataset.address);
  }

  function close() {
    clearTimeout(waiting);
    asked += 1; // an answer that is on its way must not open the list again
    status.textContent = "";
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}

// A form that asks for different parts shows those that its choices ask for; without this script it shows them all.
for (const form of document.querySelectorAll("form[data-parts]")) {
  const sorted = form.elements[form.dataset.sorted];
  const show = () => {
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== sorted.value;
    for (const part of form.querySelectorAll("[data-only]")) {
      const [name, value] = part.dataset.only.split("=");
      part.hidden = form.elements[name].value !== value;
    }
  };
  form.addEventListener("change", show);
  show();
}

// What somebody writes is read as they type, and what is said of it stands below; without this script, once it is sent.
for (const form of document.querySelectorAll("form[data-live]")) {
  const part = document.getElementById(form.dataset.live);
  if (!part) continue;
  const status = document.createElement("div");
  let asked = 0;
  let waiting;
  status.className = "nhsuk-u-visually-hidden";
  status.setAttribute("role", "status");
  part.after(status);
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 600);
  });

  async function ask() {
    const turn = ++asked;
    const sent = new FormData(form);
    sent.set("live", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      if (!answer.ok || answer.redirected) return;
      const words = await answer.text();
      if (turn !== asked) return;
      const open = part.querySelector("details")?.open;
      part.innerHTML = words;
      if (open) part.querySelector("details")?.setAttribute("open", "");
      const said = part.querySelector("p")?.textContent ?? "";
      if (said !== status.textContent) status.textContent = said;
    } catch {
      // no network: it is said once it is sent
    }
  }
}

// A chart of posts: what lies further down is put in place without leaving the page, and arrows go from title to title.
for (const tree of document.querySelectorAll("[data-tree]")) {
  tree.addEventListener("click", unfold);
  tree.addEventListener("keydown", walk);
}

async function unfold(event) {
  const link = event.target.closest("a[data-branch]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") === "true") return;
  link.setAttribute("aria-busy", "true");
  try {
    const part = new URL(link.href);
    part.searchParams.set("part", "1");
    const answer = await fetch(part);
    if (!answer.ok || answer.redirected) throw new Error("not the part that was asked for");
    const below = document.createElement("details");
    const summary = document.createElement("summary");
    below.className = "wrap-tree__below";
    below.innerHTML = await answer.text();
    summary.append(...link.childNodes);
    below.prepend(summary);
    below.open = true;
    link.parentElement.replaceWith(below);
    summary.focus();
  } catch {
    window.location.assign(link.href); // it is a page of its own, too
  }
}

function walk(event) {
  if (!event.target.matches("[data-node], summary")) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const item = event.target.closest("li");
  const title = event.target.matches("summary") ? item.querySelector("[data-node]") : event.target;
  const below = item?.querySelector(":scope > details");
  const titles = [...event.currentTarget.querySelectorAll("[data-node]")].filter((one) => one.checkVisibility());
  const next = {
    ArrowDown: () => titles[titles.indexOf(title) + 1],
    ArrowUp: () => titles[titles.indexOf(title) - 1],
    ArrowRight: () => {
      if (below?.open) return below.querySelector("[data-node]");
      if (below) below.open = true;
      else item?.querySelector(":scope > p > a[data-branch]")?.click();
      return title;
    },
    ArrowLeft: () => {
      if (!below?.open) return item?.parentElement.closest("li")?.querySelector("[data-node]");
      below.open = false;
      return title;
    },
    Home: () => titles[0],
    End: () => titles.at(-1),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next()?.focus();
}
