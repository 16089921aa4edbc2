/* <autosave-text> around a form with a textarea: no typed word is lost. Fields marked
   data-kept, such as a title, are sent with the draft; the device keeps the text alone.

   On every input a copy is kept on this device. Two seconds after typing stops, on leaving
   the box and on leaving the page the draft is sent (where data-draft says so); the copy
   goes once the server has confirmed that very text. Autosave never submits the form.

   data-key    under which name copies are kept: person, lesson, block
   data-draft  where drafts are sent; empty where the server keeps none
   data-unsaved  the box holds words that the server does not
   data-typing, -failed, -lost, -refused  what to say; all words come from the page */

(() => {
  const IDLE = 2000;
  const FIRST_RETRY = 2000;
  const LAST_RETRY = 60000;
  const QUIET = 30000;
  const PATIENCE = 4000;
  const PREFIX = "words:"; // site.js removes what begins so at sign-out

  /* Someone who is not signed in leaves nothing behind on a shared computer. */
  const storeFor = (key) => {
    try { return key.startsWith("visitor:") ? sessionStorage : localStorage; } catch { return null; }
  };

  class Copies {
    constructor(key) {
      this.store = storeFor(key);
      this.name = PREFIX + key;
    }
    read(name = this.name) {
      try { return JSON.parse(this.store.getItem(name)); } catch { return null; }
    }
    write(text, name = this.name) {
      try {
        this.store.setItem(name, JSON.stringify({ text, at: Date.now() }));
        return true;
      } catch { return false; }
    }
    remove(name = this.name) {
      try { this.store.removeItem(name); } catch { /* Nothing was kept. */ }
    }
    /* A copy that waits for a choice stands aside, so that typing does not overwrite it. */
    get aside() { return `${this.name}:other`; }
    setAside() {
      const waiting = this.read(this.aside);
      const found = this.read();
      if (found && waiting && waiting.text !== found.text) {
        this.write(`${waiting.text}\n\n${found.text}`, this.aside);
      } else if (found) this.write(found.text, this.aside);
      this.remove();
      return this.read(this.aside);
    }
  }

  class AutosaveText extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.box = this.form.querySelector("textarea[name=text]");
      this.revision = this.form.elements.revision;
      this.state = this.querySelector("[data-state]");
      this.other = this.querySelector("[data-other]");
      this.copies = new Copies(this.dataset.key);
      this.beside = [...this.form.querySelectorAll("[data-kept]")];
      this.confirmed = this.box.value;
      this.confirmedRest = String(this.rest);
      this.retryIn = FIRST_RETRY;
      this.lastSaid = 0;
      this.offerCopy();

      for (const field of [this.box, ...this.beside]) {
        field.addEventListener("input", () => this.typed());
        field.addEventListener("blur", () => { this.flush(); this.sayNow(); });
      }
      this.form.addEventListener("submit", (event) => this.submitting(event));
      this.other.addEventListener("click", (event) => {
        const button = event.target.closest("[data-choose]");
        if (button) this.choose(button.dataset.choose);
      });
      addEventListener("pagehide", () => this.flush(true));
      addEventListener("pageshow", () => { this.leaving = false; });
      addEventListener("online", () => this.flush());
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") this.flush(true);
      });
    }

    get dirty() { return this.box.value !== this.confirmed || String(this.rest) !== this.confirmedRest; }

    /* Names and values of what is kept beside the text. */
    get rest() {
      const names = new Set(this.beside.map((field) => field.name));
      return [...new FormData(this.form)].filter(([name]) => names.has(name));
    }

    typed() {
      const kept = this.copies.write(this.box.value);
      this.show(kept || this.dataset.draft ? this.dataset.typing : this.dataset.lost);
      this.later(IDLE);
    }

    later(milliseconds) {
      clearTimeout(this.timer);
      if (this.dataset.draft) this.timer = setTimeout(() => this.flush(), milliseconds);
    }

    /* Send what is not confirmed, one request at a time. */
    flush(leaving = false) {
      clearTimeout(this.timer);
      if (!this.dataset.draft || !this.dirty || this.leaving || this.refused) return;
      if (this.conflict || (this.sending && !leaving)) return;
      this.sending = this.send(this.box.value, leaving).finally(() => {
        this.sending = null;
        if (this.dirty && !this.failing && !this.conflict) this.later(IDLE);
      });
    }

    async send(text, keepalive) {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      body.append("text", text);
      body.append("revision", this.revision.value);
      const { rest } = this;
      for (const [name, value] of rest) body.append(name, value);
      const before = this.unconfirmed;
      this.unconfirmed = text;
      try {
        const response = await fetch(this.dataset.draft, {
          method: "POST", body, keepalive, headers: { Accept: "application/json" },
        });
        const told = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
        if (response.ok) this.saved(text, rest, told);
        else if (response.status === 409) this.conflicting(before, told);
        else this.notSaved(response.status, told.message);
      } catch {
        this.notSaved(0);
      }
    }

    saved(text, rest, told) {
      this.unconfirmed = null;
      this.failing = false;
      this.retryIn = FIRST_RETRY;
      this.revision.value = told.revision;
      this.confirmed = text;
      this.confirmedRest = String(rest);
      this.querySelector("[data-sign-in]").hidden = true;
      if (this.dirty) return;
      this.copies.remove();
      this.show(told.label, told.saved_at);
    }

    notSaved(status, message) {
      this.failing = true;
      const kept = this.copies.read()?.text === this.box.value;
      if (status === 401) this.querySelector("[data-sign-in]").hidden = false;
      this.refused = status === 403 || status === 404;
      const why = this.refused ? this.dataset.refused : [message, this.dataset.failed].filter(Boolean).join(" ");
      this.show(kept ? why : this.dataset.lost, null, true);
      if (status === 422 || this.refused) return; // the next input, or a new page, changes that
      this.later(this.retryIn);
      this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY);
    }

    /* Two texts and a choice; the revision is taken over with the choice, not before, or
       "Save reflection" would overwrite unasked. What a lost reply had saved is no second text. */
    conflicting(before, told) {
      this.failing = false;
      if (told.text === before) {
        this.revision.value = told.revision;
        this.confirmed = told.text;
        return;
      }
      this.conflict = told;
      this.ask("tab", told.text);
    }

    offerCopy() {
      const copy = this.copies.setAside();
      if (!copy) return;
      if (copy.text === this.box.value) {
        if (!this.hasAttribute("data-unsaved")) this.copies.remove(this.copies.aside);
        return;
      }
      this.ask("copy", copy.text, copy.at);
    }

    ask(kind, text, at) {
      for (const which of ["copy", "tab"]) {
        for (const part of this.other.querySelectorAll(`[data-other-${which}]`)) part.hidden = which !== kind;
      }
      this.other.querySelector("[data-other-text]").value = text;
      if (at) {
        const time = this.other.querySelector("[data-other-time]");
        time.dateTime = new Date(at).toISOString();
        time.textContent = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      }
      this.other.hidden = false;
      this.say(this.other.querySelector(`[data-other-${kind}]`).textContent, true);
    }

    choose(which) {
      const text = this.other.querySelector("[data-other-text]").value;
      const conflict = this.conflict;
      this.conflict = null;
      if (conflict) {
        this.confirmed = conflict.text;
        this.revision.value = conflict.revision;
      } else this.copies.remove(this.copies.aside);
      if (which === "other") this.box.value = text;
      if (which === "both") this.box.value = `${this.box.value}\n\n${text}`;
      this.other.hidden = true;
      this.box.focus();
      if (this.dirty) {
        this.typed();
        this.flush();
      } else {
        this.copies.remove();
        if (conflict) this.show(conflict.label, conflict.saved_at);
      }
    }

    /* The button waits for a draft that is on its way, or the two would contradict each other. */
    submitting(event) {
      clearTimeout(this.timer);
      if (!this.sending) {
        this.leaving = true;
        return;
      }
      event.preventDefault();
      const waited = new Promise((done) => { setTimeout(done, PATIENCE); });
      Promise.race([this.sending, waited]).then(() => {
        this.sending = null;
        if (!this.conflict) this.form.requestSubmit(event.submitter);
      });
    }

    show(text, at, failed = false) {
      const time = document.createElement(at ? "time" : "span");
      if (at) time.dateTime = at;
      time.textContent = text;
      this.state.replaceChildren(time);
      this.state.classList.toggle("save-state--failed", failed);
      if (failed || at) this.say(text, failed && !this.failureSaid);
      this.failureSaid = failed;
    }

    /* At most once in 30 seconds, on leaving the box, and for what must not wait. */
    say(text, now = false) {
      this.unsaid = text;
      if (now || Date.now() - this.lastSaid > QUIET) this.sayNow();
    }

    sayNow() {
      if (!this.unsaid) return;
      document.getElementById("announcer").textContent = this.unsaid;
      this.unsaid = "";
      this.lastSaid = Date.now();
    }
  }

  customElements.define("autosave-text", AutosaveText);

  /* A text that was given up for another is not offered again. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-forgets]");
    if (button) new Copies(button.dataset.forgets).remove();
  });
})();
