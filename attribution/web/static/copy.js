// Copy buttons. Without it they stay hidden, and one click selects the text.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const label = button.firstChild;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      label.data = "Copied";
    } catch {
      label.data = "Not allowed";
    }
    setTimeout(() => { label.data = "Copy"; }, 2000);
  });
}
