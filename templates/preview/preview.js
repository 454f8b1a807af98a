/* Keeps a page in step with the content while it is edited: loads it again when it has changed, and shows mistakes on it. */
(() => {
  "use strict";
  const frame = document.querySelector("iframe[data-file]"); // a PDF stands in a frame: its viewer runs no script of ours
  const page = new URL(frame ? frame.dataset.file : location.pathname, location.href).href;
  const shown = new Map([[page, document.currentScript.dataset.mark]]); // what tells each file from itself as it was before
  const kept = "preview";
  let events = null;
  let box = null;

  const files = () => [page, ...[...document.images].map((image) => image.src), ...[...document.styleSheets].map((style) => style.href)];

  const mark = async (file) => {
    try {
      const answer = await fetch(file, { method: "HEAD", cache: "no-store" });
      return answer.ok ? answer.headers.get("Mark") : null;
    } catch {
      return null; // the server is gone: the next that is there is asked
    }
  };

  const renew = async () => {
    const all = [...new Set(files())].filter((file) => file?.startsWith(location.origin));
    const marks = await Promise.all(all.map(mark));
    const changed = all.filter((file, number) => marks[number] && marks[number] !== (shown.get(file) ?? marks[number]));
    all.forEach((file, number) => marks[number] && shown.set(file, marks[number]));
    if (!changed.length) return;
    if (frame && shown.get(page)) {
      frame.src = `${page}?${shown.get(page)}`;
      return;
    }
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    sessionStorage.setItem(kept, JSON.stringify({ page, open, left: scrollX, top: scrollY }));
    location.reload();
  };

  const restore = () => {
    const before = JSON.parse(sessionStorage.getItem(kept));
    sessionStorage.removeItem(kept);
    if (before?.page !== page) return;
    document.querySelectorAll("details").forEach((details, number) => (details.open = before.open[number] ?? details.open));
    scrollTo({ left: before.left, top: before.top, behavior: "instant" });
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
      box.tabIndex = 0; // a long text is scrolled with the keyboard too
      document.body.append(box);
    }
    box.textContent = text;
  };

  // a browser keeps few connections open to one server: a page that is not seen gives its own back, and looks when it is seen again
  const follow = () => {
    events?.close();
    events = document.hidden ? null : new EventSource(`/preview/events?page=${encodeURIComponent(location.pathname)}`);
    events?.addEventListener("open", renew);
    events?.addEventListener("changed", renew);
    events?.addEventListener("mistakes", (event) => tell(JSON.parse(event.data)));
  };

  restore();
  document.addEventListener("visibilitychange", follow);
  follow();
})();
