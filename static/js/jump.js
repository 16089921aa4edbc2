/* A link to a block of a page leads to it. Wagtail scrolls there smoothly while the editor
   still grows, and stops on its way; here it is done again, and the first field gets the focus. */

const jump = () => {
  const path = new URLSearchParams(location.hash.split(":w:")[1]).get("contentpath");
  if (!path) return;
  const parts = path.split(".").map((part) => `[data-contentpath="${CSS.escape(part)}"]`);
  const place = document.querySelector(parts.join(" "));
  place?.scrollIntoView({ block: "start" });
  const fields = place?.querySelectorAll("input, textarea, select, [contenteditable=true]") ?? [];
  [...fields].find((field) => field.checkVisibility())?.focus({ preventScroll: true });
};

addEventListener("load", () => setTimeout(jump, 500));
