/* What was read in a thread is new no more. The last post of the page in view clears the
   whole page; on leaving before, what stands before the first post not seen. */

const thread = document.querySelector("[data-read]");
if (thread) {
  const LONG_ENOUGH = 1000;
  const posts = [...thread.children];
  const unseen = new Set(posts);
  const numberOf = (post) => Number(post.dataset.number);
  let sent = 0;

  const send = (number) => {
    if (number <= sent) return;
    sent = number;
    const body = new FormData();
    body.append("number", number);
    body.append("scripted", "1");
    body.append("csrfmiddlewaretoken", thread.dataset.token);
    fetch(thread.dataset.read, { method: "POST", body, keepalive: true }).catch(() => { sent = 0; });
  };

  const sendSeen = () => {
    const first = Math.min(...[...unseen].map(numberOf));
    const seen = posts.filter((post) => !unseen.has(post)).map(numberOf);
    send(Math.max(0, ...seen.filter((number) => number < first)));
  };

  let timer;
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && document.visibilityState === "visible") unseen.delete(target);
    }
    if (unseen.has(posts.at(-1))) return;
    clearTimeout(timer);
    timer = setTimeout(() => send(Number(thread.dataset.number)), LONG_ENOUGH);
  }, { rootMargin: "0px 0px -10% 0px" });
  for (const post of posts) watcher.observe(post);
  addEventListener("pagehide", sendSeen);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendSeen();
  });
}
