// To the next and the previous statement of an article. Without it, the numbers in the text are links all the same.
const bar = document.querySelector("[data-steps]");
const stops = [...document.querySelectorAll(".text .ref:not(.ref-aside)")];
if (bar && stops.length) {
  bar.hidden = false;
  const step = (by) => {
    const here = document.activeElement;
    let at = stops.indexOf(here);
    if (at < 0) {
      // Nothing chosen yet: from what is in view.
      const below = stops.findIndex((stop) => stop.getBoundingClientRect().top > 0);
      at = by > 0 ? (below < 0 ? stops.length : below) - 1 : below < 0 ? stops.length : below;
    }
    const to = stops[Math.min(Math.max(at + by, 0), stops.length - 1)];
    to.scrollIntoView({ block: "center" });
    to.focus({ preventScroll: true, focusVisible: true });
  };
  for (const button of bar.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  const keys = bar.querySelector("[data-keys]");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input[type=text], input[type=search], textarea, select");
    const by = { n: 1, p: -1 }[event.key];
    if (!by || typing || !keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(by);
  });
}
