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

// A long list is searched while typing: the server finds the choices, the page hides the others. A page
// that was searched by its address contains only what was found.
const search = document.querySelector(".search");
if (search && !location.search) {
  const hits = document.getElementById("hits");
  const choices = [...all(".choice")].map((card) => {
    const input = card.querySelector("input");
    return { card, input, unavailable: input.disabled };
  });
  let request = 0;
  const find = async () => {
    const current = ++request;
    const reply = await fetch(`/search?${new URLSearchParams(new FormData(search))}`);
    // A later search has begun, or the page is outdated.
    if (current !== request || !reply.ok) return;
    const found = new Set(await reply.json());
    if (current !== request) return;
    for (const { card, input, unavailable } of choices) {
      card.hidden = !found.has(input.value);
      // A hidden choice is not submitted.
      input.disabled = unavailable || card.hidden;
    }
    const text = found.size ? `${hits.dataset.hits} ${found.size}` : hits.dataset.none;
    if (hits.textContent !== text) hits.textContent = text;
  };
  search.addEventListener("input", find);
  search.addEventListener("submit", (event) => event.preventDefault());
  if (search.elements.q.value) find();
}

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A page from the browser's cache may be outdated.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
