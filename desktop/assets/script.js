// Only where a page must move by itself; everything works without it.
"use strict";

const live = document.querySelector("[data-live]");

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("live", (event) => {
    if (!live) return location.replace("/");
    live.innerHTML = event.data;
    const heading = live.querySelector("h1");
    if (heading) document.title = heading.textContent;
  });
  events.addEventListener("go", (event) => {
    if (live) location.replace(event.data);
  });
}
if (live) listen();

for (const button of document.querySelectorAll("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  const show = (type) => () => { field.type = type; };
  button.hidden = false;
  for (const name of ["pointerdown", "keydown"]) button.addEventListener(name, show("text"));
  for (const name of ["pointerup", "pointerleave", "keyup", "blur"]) button.addEventListener(name, show("password"));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that the browser kept may show what is long past.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
