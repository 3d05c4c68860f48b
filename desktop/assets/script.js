// Only for pages that change by themselves; everything works without it.
"use strict";

const all = (selector) => document.querySelectorAll(selector);
const live = document.querySelector("[data-live]");

// Replaces only the changed parts: the others are not announced again, and keep the focus.
function update(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const title = live.querySelector("h1");
  for (const part of template.content.querySelectorAll("[data-part]")) {
    const old = live.querySelector(`[data-part=${part.dataset.part}]`);
    if (!old || old.innerHTML === part.innerHTML) continue;
    const focused = old.contains(document.activeElement) && document.activeElement.value;
    old.innerHTML = part.innerHTML;
    if (part.dataset.title) document.title = part.dataset.title;
    if (focused !== false && old !== title) {
      ([...old.querySelectorAll("button")].find((button) => button.value === focused) || title).focus();
    }
  }
}

if (live) {
  const events = new EventSource("/events");
  events.addEventListener("live", (event) => update(event.data));
  events.addEventListener("go", (event) => location.replace(event.data));
}

// A secret is visible while the button is held.
for (const button of all("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  const hide = () => { field.type = "password"; };
  const show = () => { field.type = "text"; };
  const isPress = (event) => event.key === " " || event.key === "Enter";
  button.hidden = false;
  button.addEventListener("pointerdown", show);
  button.addEventListener("keydown", (event) => isPress(event) && show());
  for (const name of ["pointerup", "pointercancel", "pointerleave", "keyup", "blur", "contextmenu"]) {
    button.addEventListener(name, hide);
  }
  field.form.addEventListener("submit", hide);
  addEventListener("pagehide", hide);
  document.addEventListener("visibilitychange", hide);
}

// A long list is searched while typing. The server folds names in the same way.
const search = document.querySelector(".search");
if (search) {
  const hits = document.getElementById("hits");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "")
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  const choices = [...all("[data-find]")].map((card) => ({
    card,
    input: card.querySelector("input"),
    find: card.dataset.find,
    tags: card.dataset.tags.split(" "),
    unavailable: "unavailable" in card.dataset,
  }));
  const filter = () => {
    const typed = fold(search.elements.q.value);
    const groups = {};
    for (const box of search.querySelectorAll(":checked")) {
      (groups[box.dataset.group] ||= []).push(box.value);
    }
    const active = Object.values(groups);
    let count = 0;
    for (const { card, input, find, tags, unavailable } of choices) {
      const found = find.includes(typed) && active.every((ids) => ids.some((id) => tags.includes(id)));
      card.hidden = !found;
      // A hidden choice is not submitted.
      input.disabled = unavailable || !found;
      count += found;
    }
    const text = count ? `${hits.dataset.hits} ${count}` : hits.dataset.none;
    if (hits.textContent !== text) hits.textContent = text;
  };
  // A page that was searched by its address contains only what was found.
  if (!location.search) {
    search.addEventListener("input", filter);
    search.addEventListener("submit", (event) => event.preventDefault());
    if (search.elements.q.value) filter();
  }
}

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A page from the browser's cache may be outdated.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
