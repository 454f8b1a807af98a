/* Where in the school year are we? Runs right after the road and the cards, before they are seen, so that nothing jumps. */
(() => {
  "use strict";
  const inSchoolYear = (month) => (month + 4) % 12; // August is 0, July is 11
  const present = inSchoolYear(new Date().getMonth() + 1);
  const stops = [...document.querySelectorAll(".yearpath .stop")];
  const months = stops.map((stop) => stop.dataset.months.split(" ").map((month) => inSchoolYear(Number(month))));

  const now = months.findIndex((stop) => stop.includes(present));
  const later = months.findIndex((stop) => Math.min(...stop) > present);
  const chosen = now >= 0 ? now : Math.max(later, 0); // after the last one the first of the next year
  const passed = now < 0 && later < 0 ? 0 : chosen;

  stops.forEach((stop, place) => stop.classList.toggle("done", place < passed));
  stops[chosen].classList.add(now >= 0 ? "now" : "next");
  stops[chosen].querySelector("a").setAttribute("aria-current", "step");
  const cards = [...document.querySelectorAll(".nextup")];
  cards.forEach((card, place) => { card.hidden = place !== chosen + 1; }); // the first card fits any month
})();
