/* <post-tools> around the box in which a post is written: formatting, a preview, and
   names after an @. The box works without it.

   data-preview  where the text is sent to be shown as it would look
   data-people   whom the writer could name; "" for who is not signed in
   data-found, data-shown   what is said aloud; all words come from the page */

(() => {
  const PAUSE = 200;
  const TYPED = /(?<![\p{L}\p{N}_@/])@([^\s@][^@\n]{0,39})?$/u;
  const announce = (text) => { document.getElementById("announcer").textContent = text; };

  class PostTools extends HTMLElement {
    connectedCallback() {
      this.box = this.querySelector("textarea");
      this.bar = this.querySelector("[role=toolbar]");
      this.list = this.querySelector("[role=listbox]");
      this.look = this.querySelector("[data-look]");
      this.buttons = [...this.bar.querySelectorAll("button")];
      this.people = [];
      this.bar.hidden = false;
      this.reach(this.buttons[0]);
      this.bar.addEventListener("keydown", (event) => this.walk(event));
      this.bar.addEventListener("focusin", (event) => this.reach(event.target));
      this.bar.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this.press(button);
      });
      this.box.addEventListener("keydown", (event) => this.keyed(event));
      this.box.addEventListener("input", () => this.typed());
      this.box.addEventListener("blur", () => this.fold());
      this.box.addEventListener("click", () => this.fold());
      this.list.addEventListener("pointerdown", (event) => {
        event.preventDefault(); // the box keeps the focus
        const option = event.target.closest("[role=option]");
        if (option) this.name(this.people[[...this.list.children].indexOf(option)]);
      });
      /* Who comes to write, or back from signing in, goes on at the end of what stands there. */
      if ([this.box.id, this.closest(".composer")?.id].includes(location.hash.slice(1))) {
        this.box.setSelectionRange(this.box.value.length, this.box.value.length);
        /* The browser goes to the place itself first, and takes the focus away with that. */
        const go = () => setTimeout(() => this.box.focus({ preventScroll: true }));
        if (document.readyState === "complete") go();
        else addEventListener("load", go, { once: true });
      }
    }

    /* The toolbar is one stop of the Tab key; arrows go from button to button. */
    reach(button) {
      for (const each of this.buttons) each.tabIndex = each === button ? 0 : -1;
    }

    walk(event) {
      const at = this.buttons.indexOf(document.activeElement);
      const last = this.buttons.length - 1;
      const step = getComputedStyle(this.bar).direction === "rtl" ? -1 : 1;
      const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.buttons[(to + last + 1) % (last + 1)].focus();
    }

    press(button) {
      const { mark, line, link, sample } = button.dataset;
      if (mark) this.wrap(mark, sample);
      else if (line) this.prefix(line);
      else if (link) this.link(link, sample);
      else this.toggleLook(button);
    }

    /* As if it were typed, so that undo takes it back. */
    write(from, to, text, start = from + text.length, end = start) {
      this.box.focus();
      this.box.setSelectionRange(from, to);
      if (!document.execCommand("insertText", false, text)) {
        this.box.setRangeText(text, from, to, "end");
        this.box.dispatchEvent(new Event("input", { bubbles: true }));
      }
      this.box.setSelectionRange(start, end);
    }

    get chosen() {
      const { selectionStart: from, selectionEnd: to, value } = this.box;
      const text = value.slice(from, to);
      const start = from + text.length - text.trimStart().length;
      return { start, end: Math.max(start, start + text.trim().length), text: text.trim() };
    }

    wrap(mark, sample) {
      const { start, end, text } = this.chosen;
      const { length } = mark;
      const { value } = this.box;
      if (text && value.slice(start - length, start) === mark && value.slice(end, end + length) === mark) {
        this.write(start - length, end + length, text, start - length, end - length);
      } else {
        const inner = text || sample;
        this.write(start, end, mark + inner + mark, start + length, start + length + inner.length);
      }
    }

    /* Whole lines, each with its sign; a line after them stands apart. */
    prefix(sign) {
      const { value, selectionStart, selectionEnd } = this.box;
      const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
      const to = value.indexOf("\n", selectionEnd) < 0 ? value.length : value.indexOf("\n", selectionEnd);
      const lines = value.slice(from, to).split("\n");
      const off = lines.every((line) => line.startsWith(sign));
      let text = lines.map((line) => (off ? line.slice(sign.length) : sign + line)).join("\n");
      const end = from + text.length;
      if (!off && value[to + 1] && value[to + 1] !== "\n") text += "\n";
      this.write(from, to, text, lines.length > 1 ? from : end, end);
    }

    link(start, sample) {
      const { start: from, end, text } = this.chosen;
      const isAddress = /^https?:\/\/\S+$/.test(text);
      const words = isAddress || !text ? sample : text;
      const address = isAddress ? text : start;
      const at = isAddress ? from + 1 : from + words.length + 3;
      this.write(from, end, `[${words}](${address})`, at, at + (isAddress ? words : address).length);
    }

    async toggleLook(button) {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", shown);
      this.look.hidden = !shown;
      if (shown && await this.showLook()) announce(this.dataset.shown);
    }

    async showLook() {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", this.box.form.elements.csrfmiddlewaretoken.value);
      body.append("text", this.box.value);
      try {
        const response = await fetch(this.dataset.preview, { method: "POST", body });
        if (response.ok) this.look.querySelector("[data-into]").innerHTML = await response.text();
        return response.ok;
      } catch { return false; }
    }

    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        if (!this.look.hidden) this.showLook();
        this.seek();
      }, PAUSE);
    }

    /* What stands between an @ and the caret, where that may become a name. */
    get beginning() {
      const before = this.box.value.slice(0, this.box.selectionEnd);
      const found = this.box.selectionStart === this.box.selectionEnd && TYPED.exec(before);
      return found ? { at: found.index, text: found[1] ?? "" } : null;
    }

    async seek() {
      const found = this.dataset.people ? this.beginning : null;
      const same = found?.at === this.given?.at && found?.text.startsWith(this.given?.text);
      if (!found || same || document.activeElement !== this.box) return this.fold();
      this.given = null;
      const address = new URL(this.dataset.people, location);
      const space = this.box.form.elements.space?.value;
      if (space) address.searchParams.set("space", space);
      address.searchParams.set("q", found.text);
      let people = [];
      try {
        const response = await fetch(address);
        if (response.ok) ({ people } = await response.json());
      } catch { /* Without a connection nobody is offered. */ }
      if (this.beginning?.at !== found.at || this.beginning.text !== found.text) return undefined;
      return people.length ? this.offer(people) : this.giveUp(found);
    }

    /* Nobody is called so, or the list was closed: quiet until another name begins. */
    giveUp(found = this.beginning) {
      this.given = found;
      this.fold();
    }

    /* As a combobox does it, but for the role, which HTML allows no box of several lines: that
       the list is open is said aloud instead. */
    offer(people) {
      this.people = people;
      this.list.replaceChildren(...people.map(({ name, at }, number) => {
        const option = document.createElement("li");
        option.role = "option";
        option.id = `${this.list.id}-${number}`;
        option.textContent = name;
        if (at) {
          const place = document.createElement("span");
          place.className = "meta";
          place.textContent = ` ${at}`;
          option.append(place);
        }
        return option;
      }));
      if (this.list.hidden) announce(`${this.dataset.found} ${people.length}`);
      this.list.hidden = false;
      this.box.setAttribute("aria-autocomplete", "list");
      this.box.setAttribute("aria-controls", this.list.id);
      this.light(0);
    }

    light(number) {
      this.lit = (number + this.people.length) % this.people.length;
      for (const [at, option] of [...this.list.children].entries()) option.ariaSelected = String(at === this.lit);
      const option = this.list.children[this.lit];
      option.scrollIntoView({ block: "nearest" });
      this.box.setAttribute("aria-activedescendant", option.id);
    }

    fold() {
      this.list.hidden = true;
      for (const name of ["autocomplete", "controls", "activedescendant"]) this.box.removeAttribute(`aria-${name}`);
    }

    name(person) {
      const { at } = this.beginning;
      this.write(at, this.box.selectionEnd, `@${person.name} `);
      this.giveUp({ at, text: person.name });
    }

    keyed(event) {
      if (event.isComposing) return;
      if (!this.list.hidden) {
        const act = {
          ArrowDown: () => this.light(this.lit + 1),
          ArrowUp: () => this.light(this.lit - 1),
          Enter: () => this.name(this.people[this.lit]),
          Escape: () => this.giveUp(),
        }[event.key];
        if (!act) return;
        event.preventDefault();
        act();
        return;
      }
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const button = this.buttons.find((each) => each.dataset.key === event.key.toLowerCase());
      if (!button) return;
      event.preventDefault();
      this.press(button);
    }
  }

  customElements.define("post-tools", PostTools);
})();
