/* What was read in a thread is new no more. The last post of the page in view, or the last
   new one, clears the whole page; on leaving before, what stands before the first not seen. */

const thread = document.querySelector("[data-read]");
if (thread) {
  const LONG_ENOUGH = 1000;
  const posts = [...thread.children];
  const numberOf = (post) => Number(post.dataset.number);
  const unseen = new Set(posts.filter((post) => numberOf(post) > thread.dataset.seen));
  let sent = Number(thread.dataset.seen);

  const send = (number) => {
    if (number <= sent) return;
    sent = number;
    const body = new FormData();
    body.append("number", number);
    body.append("scripted", "1");
    body.append("csrfmiddlewaretoken", thread.dataset.token);
    fetch(thread.dataset.read, { method: "POST", body, keepalive: true }).catch(() => { sent = Number(thread.dataset.seen); });
  };

  const sendSeen = () => {
    const first = Math.min(...[...unseen].map(numberOf));
    const seen = posts.filter((post) => !unseen.has(post)).map(numberOf);
    send(Math.max(0, ...seen.filter((number) => number < first)));
  };

  let timer;
  let atEnd = false;
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || document.visibilityState !== "visible") continue;
      unseen.delete(target);
      atEnd ||= target === posts.at(-1);
    }
    if (unseen.size && !atEnd) return;
    clearTimeout(timer);
    timer = setTimeout(() => send(Number(thread.dataset.number)), LONG_ENOUGH);
  }, { rootMargin: "0px 0px -10% 0px" });
  for (const post of posts) watcher.observe(post);
  addEventListener("pagehide", sendSeen);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendSeen();
  });
}
