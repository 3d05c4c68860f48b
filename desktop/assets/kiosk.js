// A kiosk asks whether somebody is still there, without losing what was typed.
"use strict";

const still = document.getElementById("still");
const left = still.querySelector("[data-left]");
let counting;

function ask(seconds) {
  clearInterval(counting);
  const until = Date.now() + seconds * 1000;
  const show = () => { left.textContent = Math.max(0, Math.ceil((until - Date.now()) / 1000)); };
  show();
  counting = setInterval(show, 1000);
  if (!still.open) still.showModal();
}

function close() {
  clearInterval(counting);
  still.close();
}

let told = 0;
function touch() {
  if (Date.now() - told < 5000) return;
  told = Date.now();
  fetch("/touch", { method: "POST" });
}

const presence = new EventSource("/presence");
let somebody = false;
presence.addEventListener("asked", (event) => { somebody = true; ask(Number(event.data)); });
presence.addEventListener("there", () => { somebody = true; close(); });
// Whoever was there has been forgotten.
presence.addEventListener("free", () => { if (somebody) location.replace("/"); });

for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, touch, { passive: true });
still.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter.value !== "here") return;
  event.preventDefault();
  told = 0;
  touch();
  close();
});
// Escape means that somebody is there.
still.addEventListener("cancel", () => { told = 0; touch(); });
