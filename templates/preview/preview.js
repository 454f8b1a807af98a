/* Keeps a page in step with the content while it is edited: loads it again when it has changed, and shows mistakes on it. */
(() => {
  "use strict";
  const frame = document.querySelector("iframe[data-file]"); // a PDF stands in a frame: its viewer runs no script of ours
  const file = frame ? frame.dataset.file : location.href;
  const scroll = "preview-scroll";
  let shown = null;
  let box = null;

  const fingerprint = async () => {
    const answer = await fetch(file, { cache: "no-store", headers: { "X-Preview": "look" } });
    return answer.ok ? answer.headers.get("ETag") : null;
  };

  const renew = async () => {
    const now = await fingerprint();
    if (shown === null) shown = now;
    if (now === null || now === shown) return;
    shown = now;
    if (frame) {
      frame.src = `${file}?${now}`;
      return;
    }
    sessionStorage.setItem(scroll, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };

  const tell = (text) => {
    if (!text) {
      box?.remove();
      box = null;
      return;
    }
    if (!box) {
      box = document.createElement("pre");
      box.className = "preview-mistakes";
      box.setAttribute("role", "alert");
      document.body.append(box);
    }
    box.textContent = text;
  };

  const [path, x, y] = JSON.parse(sessionStorage.getItem(scroll) ?? "[]");
  sessionStorage.removeItem(scroll);
  if (path === location.pathname) scrollTo(x, y);

  const events = new EventSource("/preview/events");
  events.addEventListener("changed", renew);
  events.addEventListener("mistakes", (event) => tell(JSON.parse(event.data)));
  events.addEventListener("open", renew);
})();
