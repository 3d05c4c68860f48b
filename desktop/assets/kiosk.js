// A kiosk asks whether somebody is still there, and keeps what was typed meanwhile.
"use strict";

// Milliseconds between two reports of a touch.
const TOUCH_INTERVAL = 5000;

const dialog = document.getElementById("presence");
const seconds = dialog.querySelector("[data-seconds]");
let countdown;

function ask(secondsLeft) {
  clearInterval(countdown);
  const end = Date.now() + secondsLeft * 1000;
  const show = () => { seconds.textContent = Math.max(0, Math.ceil((end - Date.now()) / 1000)); };
  show();
  countdown = setInterval(show, 1000);
  if (!dialog.open) dialog.showModal();
}

function close() {
  clearInterval(countdown);
  dialog.close();
}

let lastReport = 0;
function reportTouch() {
  if (Date.now() - lastReport < TOUCH_INTERVAL) return;
  lastReport = Date.now();
  fetch("/touch", { method: "POST" });
}

function reportTouchNow() {
  lastReport = 0;
  reportTouch();
}

const events = new EventSource("/presence");
let isPresent = false;
events.addEventListener("asked", (event) => { isPresent = true; ask(Number(event.data)); });
events.addEventListener("there", () => { isPresent = true; close(); });
// The person has left, and the answers are forgotten.
events.addEventListener("free", () => { if (isPresent) location.replace("/"); });

for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, reportTouch, { passive: true });
dialog.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter.value !== "here") return;
  event.preventDefault();
  reportTouchNow();
  close();
});
// Escape means that somebody is there.
dialog.addEventListener("cancel", reportTouchNow);
