// A preview in dark or on paper: the rules that a dark device or a printer would follow
// hold on the screen. The colors themselves need no script: they follow data-theme.

const look = document.documentElement.dataset.preview;
const changes = {
  print: [[/\bprint\b/g, "all"], [/\bscreen\b/g, "not all"]],
  dark: [[/\(prefers-color-scheme:\s*dark\)/g, "all"], [/\(prefers-color-scheme:\s*light\)/g, "not all"]],
}[look];

function follow(rules) {
  for (const rule of rules) {
    if (rule.media) {
      const media = changes.reduce((text, [from, to]) => text.replace(from, to), rule.media.mediaText);
      if (media !== rule.media.mediaText) rule.media.mediaText = media;
    }
    const inner = rule.styleSheet?.cssRules ?? rule.cssRules;
    if (inner) follow(inner);
  }
}

if (changes) for (const sheet of document.styleSheets) follow(sheet.cssRules);

// Wagtail's checker takes no code of ours: it is shown which links do not say where they lead.
const vague = new Set(document.querySelector("meta[name='vague-links']")?.content.split("|"));
for (const link of document.querySelectorAll("main a")) {
  const text = link.textContent.trim().toLowerCase().replace(/^[ .]+|[ .]+$/g, "");
  if (vague.has(text)) link.setAttribute("data-says-where", "");
}
