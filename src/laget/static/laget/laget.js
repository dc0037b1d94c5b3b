// Small comforts. Every page works without them.
(() => {
  "use strict";
  const live = document.getElementById("live");

  // What is being written is kept on the server: ten seconds after a change, and when a field is left.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    let waiting = null;
    const save = async () => {
      clearTimeout(waiting);
      waiting = null;
      const fields = new FormData(form);
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: fields, credentials: "same-origin" });
        const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
        live.textContent = answer.ok ? form.dataset.saved.replace("%s", time) : form.dataset.unsaved;
      } catch {
        live.textContent = form.dataset.unsaved;
      }
    };
    form.addEventListener("input", () => { waiting ??= setTimeout(save, 10000); });
    form.addEventListener("focusout", () => { if (waiting) save(); });
    form.addEventListener("submit", () => { clearTimeout(waiting); });
  }

  // A second press on a button does nothing while the first is on its way.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "yes";
    setTimeout(() => { delete event.target.dataset.sent; }, 8000);
  });

  // The list of what is wrong comes first to whoever listens.
  document.querySelector(".ds-error-summary")?.focus();
})();
