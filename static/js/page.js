/* What every page may do beyond plain HTML. Nothing here is needed to take a course. */

/* Focus what the answer to a form wants read first: an error summary, a result. */
for (const found of document.querySelectorAll("[data-focus-on-load]")) found.focus();

/* Menus close on Escape, on a click elsewhere and when focus leaves them. */
for (const menu of document.querySelectorAll("details.menu")) {
  const close = () => { menu.open = false; };
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
}

/* A part of the page that a narrow screen shows in a dialog: the lesson outline, the
   catalog's filters. There is one copy of it, so it moves into the dialog and back. */
for (const button of document.querySelectorAll("[data-opens]")) {
  const dialog = document.getElementById(button.dataset.opens);
  const body = dialog.querySelector(".dialog__body");
  const part = document.getElementById(dialog.dataset.shows);
  const home = part.parentNode;
  button.addEventListener("click", () => {
    body.append(part);
    dialog.showModal();
    part.querySelector("[aria-current=page]")?.scrollIntoView({ block: "center" });
  });
  dialog.addEventListener("close", () => home.append(part));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-closes]")) dialog.close();
  });
  /* The screen was turned or widened: the part belongs on the page again. */
  matchMedia("(min-width: 62rem)").addEventListener("change", () => dialog.close());
}

/* A long outline begins at the lesson that is open. */
const outline = document.querySelector(".outline");
const openLesson = outline?.querySelector("[aria-current=page]");
if (openLesson && outline.scrollHeight > outline.clientHeight) {
  outline.scrollTop = openLesson.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 3;
}

/* Folds that a wide screen shows open. Browsers that know ::details-content need no help. */
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 62rem)");
  const unfold = () => {
    for (const fold of document.querySelectorAll("details.fold")) fold.open = wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();
}

/* Printing shows everything that is folded. */
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("main details:not([open])")) {
    fold.open = true;
    fold.dataset.openedToPrint = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("[data-opened-to-print]")) {
    fold.open = false;
    delete fold.dataset.openedToPrint;
  }
});

/* A file that is too large or of another kind is named before it is sent, not after. */
const sayWhyNot = (box) => {
  const file = box.files[0];
  const fits = !file || box.accept.split(",").some((end) => file.name.toLowerCase().endsWith(end));
  let why = box.parentNode.querySelector("[data-why]");
  if (!why) {
    why = document.createElement("p");
    why.dataset.why = "";
    why.className = "field__error";
    why.setAttribute("role", "alert");
    box.before(why);
  }
  why.textContent = !fits ? box.dataset.other : file?.size > box.dataset.most ? box.dataset.large : "";
  return why.textContent;
};
document.addEventListener("change", (event) => { if (event.target.dataset.most) sayWhyNot(event.target); });
document.addEventListener("submit", (event) => {
  const box = event.target.querySelector("[data-most]");
  if (!box || !sayWhyNot(box)) return;
  event.preventDefault();
  box.focus();
}, true);

/* A form is sent once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-once") || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

/* An embedded player loads when it is asked for, never before. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-player]");
  if (!button) return;
  const frame = document.createElement("iframe");
  frame.src = button.dataset.player;
  frame.title = button.dataset.title;
  frame.allow = "fullscreen; encrypted-media; picture-in-picture";
  frame.allowFullscreen = true;
  frame.className = "embed__frame";
  button.closest(".embed__stage").replaceChildren(frame);
  frame.focus();
});

/* The place in a lesson: the block that has been in view for five seconds, or the one
   last answered. It is sent in the background and nothing waits for it. Whoever goes on
   reading it, or has a player open, says so every other minute: that is the time spent. */
const lesson = document.querySelector("[data-reach]");
if (lesson) {
  const LONG_ENOUGH = 5000;
  const BLOCK = ".lesson__body > [id^='block-']";
  let sent = lesson.dataset.reached ?? "";
  const mark = (id) => {
    const body = new FormData();
    body.append("block_id", id);
    body.append("csrfmiddlewaretoken", lesson.dataset.token);
    fetch(lesson.dataset.reach, { method: "POST", body, keepalive: true }).catch(() => { sent = ""; });
  };
  const send = (block) => {
    const id = block.id.replace("block-", "");
    if (!id || id === sent) return;
    sent = id;
    mark(id);
  };
  let busy = false;
  for (const sign of ["scroll", "pointermove", "keydown"]) addEventListener(sign, () => { busy = true; }, { passive: true });
  setInterval(() => {
    const plays = document.activeElement?.tagName === "IFRAME" || [...lesson.querySelectorAll("video, audio")].some((one) => !one.paused);
    if (sent && (busy || plays) && document.visibilityState === "visible") mark(sent);
    busy = false;
  }, 120000);
  const inView = new Set();
  let timer;
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) inView.add(entry.target);
      else inView.delete(entry.target);
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      const last = blocks.findLast((block) => inView.has(block));
      if (last && document.visibilityState === "visible" && scrollY > 0) send(last);
    }, LONG_ENOUGH);
  }, { rootMargin: "-20% 0px -40% 0px" });
  const blocks = [...lesson.querySelectorAll(BLOCK)];
  for (const block of blocks) watcher.observe(block);
  lesson.addEventListener("change", (event) => {
    const block = event.target.closest(BLOCK);
    if (block) send(block);
  });
}

/* The thread draws its new segment once, on the page that follows a completion. */
const DRAWN = "lesson-just-completed";
document.addEventListener("submit", (event) => {
  const lesson = event.target.dataset.completes;
  if (lesson) sessionStorage.setItem(DRAWN, lesson);
});
try {
  const done = sessionStorage.getItem(DRAWN);
  if (done) {
    sessionStorage.removeItem(DRAWN);
    document.querySelector(`.thread__item--complete[data-lesson="${done}"]`)?.classList.add("thread__item--drawn");
  }
} catch { /* Storage is refused: nothing is drawn. */ }

/* Words that autosave.js keeps on this device go when their writer signs out. */
document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-clears-drafts")) return;
  try {
    for (const store of [localStorage, sessionStorage]) {
      for (const key of Object.keys(store)) if (key.startsWith("words:")) store.removeItem(key);
    }
  } catch { /* Storage is refused: nothing was kept. */ }
});
