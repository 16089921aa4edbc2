/* Answers that are sent without leaving the page: knowledge checks, ticks, the bookmark.
   htmx sends and swaps; here is when it is fetched, and what a person must be told. */

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
  else if (result.classList.contains("field__error")) part.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});

/* Things to sort move, and their places with them; without scripts one chooses the places.
   The other one gives way, so that the pressed button keeps the focus. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".sorting [data-move]");
  if (!button) return;
  const row = button.closest("li");
  const list = row.parentNode;
  if (button.dataset.move === "up") {
    if (row.previousElementSibling) row.after(row.previousElementSibling);
  } else if (row.nextElementSibling) row.before(row.nextElementSibling);
  for (const [at, one] of [...list.children].entries()) {
    const [up, down] = one.querySelectorAll("[data-move]");
    one.querySelector("[name=place]").value = at + 1;
    up.ariaDisabled = at === 0 || null;
    down.ariaDisabled = one === list.lastElementChild || null;
    if (one === row) announce(list.dataset.said.replace("#", at + 1).replace("@", () => row.querySelector(".sorting__text").textContent));
  }
});

/* Nothing is lost when nothing arrives: what was chosen stays, and a line says so. */
const sayFailed = (form) => {
  const line = form?.querySelector("[data-failed]");
  if (!line) return;
  line.hidden = false;
  announce(line.textContent);
  for (const part of form.querySelectorAll("p.only-plain")) part.classList.remove("only-plain");
};
const failed = (event) => sayFailed(event.detail.elt.closest("form"));
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:timeout", failed);
document.addEventListener("htmx:beforeRequest", (event) => {
  const line = event.detail.elt.querySelector?.("[data-failed]");
  if (line) line.hidden = true;
});

/* The library weighs more than all else here, and most who open a page only read. It is
   fetched when somebody turns to a form of its kind, once. */
const config = document.querySelector("meta[name=htmx-config]");
let fetching;
let ready = false;

const fetchLibrary = () => {
  fetching ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = config.dataset.library;
    script.addEventListener("load", () => {
      /* It starts by itself only on a page that has loaded whole. */
      Object.assign(htmx.config, JSON.parse(config.content));
      htmx.process(document.body);
      ready = true;
      resolve();
    });
    script.addEventListener("error", () => {
      fetching = null;
      script.remove();
      reject(new Error("htmx"));
    });
    document.head.append(script);
  });
  return fetching;
};

const formOf = (event) => event.target.closest?.("form[hx-post]");

for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (!ready && formOf(event)) fetchLibrary().catch(() => {});
  });
}

/* What happens before it is there happens again when it is. Should it not come, the plain
   way is open; without a connection that would lose what was chosen. */
const held = new Set();

const hold = (event) => {
  const form = formOf(event);
  if (ready || !form || form.dataset.plain || event.type !== (form.getAttribute("hx-trigger") ?? "submit")) return;
  const submits = event.type === "submit";
  if (submits) {
    event.preventDefault();
    event.stopPropagation();
  }
  if (held.has(form)) return;
  held.add(form);
  const again = () => {
    if (submits) form.requestSubmit(event.submitter);
    else event.target.dispatchEvent(new Event(event.type, { bubbles: true }));
  };
  fetchLibrary().then(again, () => {
    if (submits && navigator.onLine) {
      form.dataset.plain = "yes";
      again();
    } else sayFailed(form);
  }).finally(() => held.delete(form));
};
document.addEventListener("submit", hold, true);
document.addEventListener("change", hold, true);

/* A step whose address a script noted is fetched anew when somebody goes back to it. */
addEventListener("popstate", (event) => { if (!ready && event.state?.htmx) location.reload(); });
