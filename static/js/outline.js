// The course outline in the CMS: rows are dragged, and whatever arranges them changes the
// page in place, says so and leaves the keyboard where it was. Without this file the same
// forms lead to a new page.

let dragged = null;

const rowOf = (target) => target.closest?.("[data-row]");

async function arrange(url, data, focus) {
  const response = await fetch(url, { method: "POST", body: data });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-outline]");
  if (!fresh) return window.location.reload();
  document.querySelector("[data-outline]").replaceWith(fresh);
  const messages = page.querySelector(".messages");
  document.querySelector(".messages")?.replaceWith(messages);
  fresh.querySelector("[data-outline-said]").textContent = messages?.textContent.trim() ?? "";
  focus.map((id) => document.getElementById(id)).find(Boolean)?.focus();
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.id !== "arrange" || !button) return;
  event.preventDefault();
  const data = new FormData(event.target, button);
  const pk = button.value;
  const other = { up: "down", down: "up" }[button.name] ?? "up";
  const url = button.getAttribute("formaction") ?? event.target.action;
  arrange(url, data, [`${button.name}-${pk}`, `${other}-${pk}`, `down-${pk}`]);
});

document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.(".outline__grip")) return;
  dragged = rowOf(event.target);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.page);
  event.dataTransfer.setDragImage(dragged, 0, 0);
});

// The row that a drop would go to, and on which side of it.
function spot(event) {
  let row = rowOf(event.target);
  if (!dragged || !row) return null;
  if (dragged.dataset.row === "module") row = row.closest("[data-row=module]");
  if (row === dragged || dragged.contains(row)) return null;
  if (row.dataset.row !== dragged.dataset.row) return { row, side: "into" };
  const box = row.getBoundingClientRect();
  return { row, side: event.clientY < box.top + box.height / 2 ? "before" : "after" };
}

function unmark() {
  for (const row of document.querySelectorAll("[data-drop]")) delete row.dataset.drop;
}

document.addEventListener("dragover", (event) => {
  const found = spot(event);
  unmark();
  if (!found) return;
  event.preventDefault();
  found.row.dataset.drop = found.side;
});

document.addEventListener("dragend", () => {
  unmark();
  dragged = null;
});

document.addEventListener("drop", (event) => {
  const found = spot(event);
  if (!found) return;
  event.preventDefault();
  const data = new FormData(document.getElementById("arrange"));
  data.set("place", dragged.dataset.page);
  data.set("beside", found.row.dataset.page);
  data.set("side", found.side);
  data.delete(`into-${dragged.dataset.page}`);
  arrange(document.querySelector("[data-outline]").dataset.place, data, [`up-${dragged.dataset.page}`]);
  dragged = null;
});
