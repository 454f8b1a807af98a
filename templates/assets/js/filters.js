/* The filters of the questions and of the gallery. Styles do the filtering; this counts what is left and remembers the grades. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (items) => items.filter((item) => getComputedStyle(item).display !== "none");
  const fill = (phrase, gaps) => phrase.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

  const count = () => {
    const status = document.querySelector("[data-count]");
    if (!status) return;
    all(".group").forEach((group) => { group.hidden = false; });
    const items = all(status.dataset.count);
    const left = shown(items).length;
    all(".group").forEach((group) => { group.hidden = shown(all(".sheet", group)).length === 0; });
    status.textContent = fill(left === items.length ? status.dataset.all : status.dataset.some, { n: left, total: items.length });
    document.querySelector(".nothing")?.classList.toggle("on", left === 0);
  };

  // the grades a teacher has stay chosen from conversation to conversation, on this device alone
  const key = "guide.grades";
  const bands = all("#band-middle, #band-lower-secondary");
  const stored = () => { try { return localStorage.getItem(key) || ""; } catch { return ""; } };
  const keep = (value) => { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } };
  bands.forEach((band) => { band.checked = !stored().split(" ").includes(band.id); });

  // a link to `#in-3` opens the gallery with the sheets of the third conversation
  const asked = document.getElementById(location.hash.slice(1));
  if (asked?.matches(".filters input")) asked.checked = true;

  all(".chips input").forEach((input) => input.addEventListener("change", () => {
    if (bands.length) keep(bands.filter((band) => !band.checked).map((band) => band.id).join(" "));
    count();
  }));
  if (document.querySelector(".chips input:not(:checked)")) count();
})();
