/* What the theme leaves out for whoever uses a keyboard or a screen reader: names, real buttons, no single-key shortcuts. */
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("guide-words").textContent);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // names for the parts of the frame
  all(".md-search[role=dialog]").forEach((dialog) => dialog.setAttribute("aria-label", words.search));
  all(".md-search__inner[role=search]").forEach((inner) => inner.removeAttribute("role"));
  all("nav.md-nav[aria-labelledby]").forEach((menu) => {
    const title = menu.querySelector(".md-nav__title");
    menu.removeAttribute("aria-labelledby");
    menu.removeAttribute("aria-expanded");
    menu.setAttribute("aria-label", words.pagesIn.replace("{title}", title ? title.textContent.trim() : ""));
  });

  // the labels that open the menu and the search become buttons, which the keyboard can reach
  const openers = [
    ["__drawer", words.menu, "frame__menu", ".md-sidebar--primary a[href]"],
    ["__search", words.search, "frame__search", "[data-md-component=search-query]"],
  ];
  for (const [id, name, style, first] of openers) {
    const label = document.querySelector(`label.md-header__button[for=${id}]`);
    const toggle = document.getElementById(id);
    if (!label || !toggle) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} ${style}`;
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-expanded", "false");
    button.append(...label.childNodes);
    label.replaceWith(button);
    button.addEventListener("click", () => {
      toggle.click();
      // the part is shown after a transition; what is not yet visible cannot take the focus
      if (toggle.checked) setTimeout(() => document.querySelector(first)?.focus(), 60);
    });
    toggle.addEventListener("change", () => button.setAttribute("aria-expanded", String(toggle.checked)));
  }
  addEventListener("keydown", (event) => {
    const drawer = document.getElementById("__drawer");
    if (event.key === "Escape" && drawer?.checked) {
      drawer.click();
      document.querySelector(".frame__menu")?.focus();
    }
  });

  // WCAG 2.1.4: no shortcuts of a single character outside a field
  const field = "input[type=text], input:not([type]), textarea, select, [contenteditable]";
  addEventListener("keydown", (event) => {
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !event.target.closest?.(field)) event.stopPropagation();
  }, true);

  // the theme listens for keyup alone: pasted and dictated words would find nothing
  all("[data-md-component=search-query]").forEach((query) => {
    query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup", { key: "Unidentified", bubbles: true })));
  });

  // the soft hyphens of the page do not come along when its words are copied
  addEventListener("copy", (event) => {
    const picked = getSelection();
    if (!picked.toString().includes("\u00ad") || event.target.closest?.(field)) return;
    const box = document.createElement("div");
    for (let range = 0; range < picked.rangeCount; range += 1) box.append(picked.getRangeAt(range).cloneContents());
    event.clipboardData.setData("text/plain", picked.toString().replaceAll("\u00ad", ""));
    event.clipboardData.setData("text/html", box.innerHTML.replaceAll("\u00ad", ""));
    event.preventDefault();
  });
})();
