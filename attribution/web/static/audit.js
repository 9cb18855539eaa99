// One key answers; without this script the buttons do. The keys can be turned off, as some people speak to their
// machine, and that is remembered.
"use strict";
(() => {
  const line = document.querySelector(".keys");
  const box = document.getElementById("by-keys");
  if (!line || !box) return;
  line.hidden = false;
  try {
    box.checked = localStorage.getItem("attribution-keys") !== "off";
  } catch { /* no storage: they are on */ }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem("attribution-keys", box.checked ? "on" : "off");
    } catch { /* for this page alone, then */ }
  });
  let sent = false;
  document.addEventListener("keydown", (event) => {
    if (!box.checked || sent || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    for (const control of document.querySelectorAll("[data-keys]")) {
      if (control.dataset.keys.split(" ").includes(event.key)) {
        event.preventDefault();
        sent = true;
        control.click();
        return;
      }
    }
  });
})();
