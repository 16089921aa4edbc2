/* Answers that are sent without leaving the page: knowledge checks, ticks, the bookmark.
   htmx sends and swaps; here is only what a person must be told. */

"use strict";

const announcer = document.getElementById("announcer");
const announce = (text) => { announcer.textContent = text; };

/* The server may name what it did: HX-Trigger: {"announce": {"value": "…"}}. */
document.addEventListener("announce", (event) => announce(event.detail.value));

/* What came back is said once, and read first where it is a heading. */
document.addEventListener("htmx:afterSwap", (event) => {
  const part = document.getElementById(event.detail.target.id);
  if (!part?.hasAttribute("data-answers")) return;
  const result = part.querySelector("[data-result]");
  if (!result) return;
  announce(result.textContent.trim());
  if (result.tabIndex === -1 && result.hasAttribute("tabindex")) result.focus();
  else if (result.classList.contains("field__error")) part.querySelector("input:not([type=hidden])").focus();
});

/* Nothing is lost when nothing arrives: what was chosen stays, and a line says so. */
const failed = (event) => {
  const line = event.detail.elt.closest("form")?.querySelector("[data-failed]");
  if (!line) return;
  line.hidden = false;
  announce(line.textContent);
  for (const part of line.closest("form").querySelectorAll(".only-plain")) part.classList.remove("only-plain");
};
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:timeout", failed);
document.addEventListener("htmx:beforeRequest", (event) => {
  const line = event.detail.elt.querySelector?.("[data-failed]");
  if (line) line.hidden = true;
});

/* Without htmx every form is sent in the plain way, so its button must be seen. */
if (!window.htmx) for (const part of document.querySelectorAll("form[hx-post] .only-plain")) part.classList.remove("only-plain");
