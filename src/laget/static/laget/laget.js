// Small comforts. Every page works without them; every word stands in the page.
(() => {
  "use strict";
  const say = (place, text) => { place.textContent = text; };

  // What is being written is kept on the server: ten seconds after a change, and when a field is left.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const said = form.appendChild(document.createElement("p"));
    said.className = "saved";
    said.setAttribute("role", "status");
    let waiting = 0;
    const save = async () => {
      clearTimeout(waiting);
      waiting = 0;
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) });
        if (!answer.ok || answer.redirected) throw answer;
        say(said, await answer.text());
      } catch {
        say(said, form.dataset.unsaved);
        waiting ||= setTimeout(save, 10000);
      }
    };
    form.addEventListener("input", () => { waiting ||= setTimeout(save, 10000); });
    form.addEventListener("focusout", (event) => { if (waiting && event.relatedTarget?.type !== "submit") save(); });
    form.addEventListener("submit", () => clearTimeout(waiting));
  }

  // How much room is left in a long text.
  for (const area of document.querySelectorAll("textarea[data-left]")) {
    const count = area.nextElementSibling;
    const tell = () => say(count, area.dataset.left.replace("%s", area.maxLength - area.value.length));
    area.addEventListener("input", tell);
    if (area.value) tell();
  }

  // A second press on a button does nothing while the first is on its way.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(release, 8000, form);
  });
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // A list that cannot be renewed, since the session has ended or something is wrong: the whole page tells.
  document.addEventListener("htmx:before:response", (event) => {
    const { request, response } = event.detail.ctx;
    if (response.raw.ok && !response.raw.redirected) return;
    event.preventDefault();
    location.assign(request.method === "GET" ? request.action : location.href);
  });

  // The menu of who one is closes like any menu.
  const me = document.querySelector("details.me");
  document.addEventListener("click", (event) => { if (me?.open && !me.contains(event.target)) me.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && me?.open) { me.open = false; me.firstElementChild.focus(); }
  });

  // The list of what is wrong comes first to whoever listens.
  document.querySelector(".ds-error-summary")?.focus();
})();
