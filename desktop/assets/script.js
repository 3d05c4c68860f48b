// Only where a page must move by itself; everything works without it.
"use strict";

const all = (selector) => document.querySelectorAll(selector);
const live = document.querySelector("[data-live]");

// What has changed, part by part: what stays is not said again, and keeps the focus.
function renew(html) {
  const news = document.createElement("template");
  news.innerHTML = html;
  const title = live.querySelector("h1");
  for (const part of news.content.querySelectorAll("[data-part]")) {
    const old = live.querySelector(`[data-part=${part.dataset.part}]`);
    if (!old || old.innerHTML === part.innerHTML) continue;
    const held = old.contains(document.activeElement) && document.activeElement.value;
    old.innerHTML = part.innerHTML;
    if (part.dataset.title) document.title = part.dataset.title;
    if (held !== false && old !== title) {
      ([...old.querySelectorAll("button")].find((button) => button.value === held) || title).focus();
    }
  }
}

if (live) {
  const events = new EventSource("/events");
  events.addEventListener("live", (event) => renew(event.data));
  events.addEventListener("go", (event) => location.replace(event.data));
}

// What is typed can be seen while the button is held.
for (const button of all("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  const hide = () => { field.type = "password"; };
  const show = () => { field.type = "text"; };
  const held = (event) => event.key === " " || event.key === "Enter";
  button.hidden = false;
  button.addEventListener("pointerdown", show);
  button.addEventListener("keydown", (event) => held(event) && show());
  for (const name of ["pointerup", "pointercancel", "pointerleave", "keyup", "blur", "contextmenu"]) {
    button.addEventListener(name, hide);
  }
  field.form.addEventListener("submit", hide);
  addEventListener("pagehide", hide);
  document.addEventListener("visibilitychange", hide);
}

// A long list is searched while typing. The server folds names the same way.
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
    barred: "barred" in card.dataset,
  }));
  const filter = () => {
    const wanted = fold(search.elements.q.value);
    const groups = {};
    for (const box of search.querySelectorAll(":checked")) {
      (groups[box.dataset.group] ||= []).push(box.value);
    }
    const kinds = Object.values(groups);
    let count = 0;
    for (const { card, input, find, tags, barred } of choices) {
      const found = find.includes(wanted) && kinds.every((ids) => ids.some((id) => tags.includes(id)));
      card.hidden = !found;
      // What can't be seen is not sent.
      input.disabled = barred || !found;
      count += found;
    }
    const words = count ? `${hits.dataset.hits} ${count}` : hits.dataset.none;
    if (hits.textContent !== words) hits.textContent = words;
  };
  // A page that was searched by its address has only what was found.
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

// A page that the browser kept may show what is long past.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
